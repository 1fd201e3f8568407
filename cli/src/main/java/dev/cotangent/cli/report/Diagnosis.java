package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.DivergenceRegion;
import dev.cotangent.runtime.diagnostic.EnergyFraction;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.run.ColumnSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Whether draws can be trusted: every check that the columns allow, with what was found. Limits and order are those of
 * CmdStan's {@code diagnose}; checks for what it does not look at come first and last.
 *
 * @see <a href="https://doi.org/10.1214/20-BA1221">Vehtari et al. (2021), Rank-normalization, folding, and localization:
 *     an improved R-hat</a>
 */
public final class Diagnosis {

    private static final double LOW_ENERGY_FRACTION = 0.3;
    private static final double LOW_ESS_PER_CHAIN = 100;
    private static final double HIGH_R_HAT = 1.01;
    private static final int NAMES_SHOWN = 5;

    /** Fewer draws a chain have no effective sample size. */
    private static final int FEWEST_DRAWS = 6;

    private final ColumnSource draws;
    private final Map<Statistic, double[][]> statistics = new EnumMap<>(Statistic.class);
    private final List<Check> checks = new ArrayList<>();

    /**
     * One thing that was looked at.
     *
     * @param name stable name, for programs
     * @param finding what was found, a sentence without its full stop
     * @param advice what to do, one or more sentences; empty if nothing is wrong
     */
    public record Check(String name, String finding, String advice) {

        /** True if nothing is wrong. */
        public boolean passed() {
            return advice.isEmpty();
        }

        /** What is wrong and what to do. */
        String text() {
            return finding + ". " + advice;
        }
    }

    private Diagnosis(ColumnSource draws) {
        this.draws = draws;
    }

    /**
     * The checks in order.
     *
     * @param summary of all columns of the draws
     * @param maxDepth limit of doublings a trajectory, if there is one
     * @param unfinished what is known of chains that did not run to their end
     */
    static List<Check> of(ColumnSource draws, Summary summary, OptionalInt maxDepth, List<String> unfinished) {
        Diagnosis diagnosis = new Diagnosis(draws);
        diagnosis.completeness(unfinished);
        if (draws.size() > 0) {
            diagnosis.readStatistics();
            maxDepth.ifPresent(diagnosis::depthLimit);
            diagnosis.divergences();
            diagnosis.energy();
            diagnosis.movement();
            diagnosis.effectiveSizes(summary.variables());
            diagnosis.rHat(summary.variables());
            diagnosis.undefined(summary.variables());
        }
        return diagnosis.checks;
    }

    private void readStatistics() {
        List<String> names =
                draws.columns().stream().map(column -> column.name()).toList();
        List<Statistic> present = Arrays.stream(Statistic.values())
                .filter(statistic -> names.contains(statistic.column()))
                .toList();
        List<Integer> indices = present.stream()
                .map(statistic -> names.indexOf(statistic.column()))
                .toList();
        draws.read(indices, (index, chains) -> statistics.put(present.get(indices.indexOf(index)), chains));
    }

    private void passed(String name, String finding) {
        checks.add(new Check(name, finding, ""));
    }

    private void failed(String name, String finding, String advice) {
        checks.add(new Check(name, finding, advice));
    }

    private void completeness(List<String> unfinished) {
        int draws = this.draws.size();
        if (!unfinished.isEmpty()) {
            failed("complete", String.join("; ", unfinished), "The run is not complete: finish it, or run it again.");
        } else if (draws < FEWEST_DRAWS) {
            failed(
                    "complete",
                    "There are " + draws + " draws a chain",
                    "These are too few to say anything: draw longer.");
        } else {
            passed("complete", chainCount(this.draws.chains()) + " with " + draws + " draws or more");
        }
    }

    private static String chainCount(int chains) {
        return chains + (chains == 1 ? " chain" : " chains");
    }

    private void depthLimit(int maxDepth) {
        count(
                "tree_depth",
                Statistic.TREE_DEPTH,
                value -> value >= maxDepth,
                "were cut at the depth limit of " + maxDepth,
                "The chains move slowly: reparametrise the model, or raise --max-depth.");
    }

    private void divergences() {
        Optional<DivergenceRegion> region = DivergenceRegion.find(draws);
        String where = region.map(
                        found -> "Divergent draws have " + (found.isBelow() ? "small" : "large") + " values of "
                                + found.variable() + " (median " + NumberFormat.significant(found.divergentMedian())
                                + ", elsewhere " + NumberFormat.significant(found.otherMedian()) + "). ")
                .orElse("");
        count(
                "divergences",
                Statistic.DIVERGENT,
                value -> value != 0,
                "diverged",
                "The posterior may be explored in part only. " + where
                        + "Raise --target-accept (0.95, 0.99), or reparametrise the model.");
    }

    private void count(String name, Statistic statistic, DoublePredicate isBad, String what, String advice) {
        double[][] chains = statistics.get(statistic);
        if (chains == null) {
            return;
        }
        long bad = Arrays.stream(chains)
                .flatMapToDouble(Arrays::stream)
                .filter(isBad)
                .count();
        long all = Arrays.stream(chains).mapToLong(chain -> chain.length).sum();
        if (bad > 0) {
            double percent = 100.0 * bad / all;
            failed(name, bad + " of " + all + " draws (" + NumberFormat.fixed(percent, 2) + " %) " + what, advice);
        } else {
            passed(name, "None of " + all + " draws " + what);
        }
    }

    private void energy() {
        double[][] chains = statistics.get(Statistic.ENERGY);
        if (chains == null) {
            return;
        }
        double[] fractions =
                Arrays.stream(chains).mapToDouble(EnergyFraction::of).toArray();
        List<String> low = new ArrayList<>();
        for (int chain = 0; chain < fractions.length; chain++) {
            if (fractions[chain] < LOW_ENERGY_FRACTION) {
                low.add(NumberFormat.significant(fractions[chain]) + " (chain " + (chain + 1) + ")");
            }
        }
        if (low.isEmpty()) {
            double least = Arrays.stream(fractions).min().orElse(Double.NaN);
            passed("e_bfmi", "The smallest E-BFMI is " + NumberFormat.significant(least));
        } else {
            failed(
                    "e_bfmi",
                    "E-BFMI under " + LOW_ENERGY_FRACTION + ": " + String.join(", ", low),
                    "Chains may not reach the tails: reparametrise the model.");
        }
    }

    /** A chain that always rejects has constants for draws, which R-hat and effective sizes are undefined for. */
    private void movement() {
        double[][] chains = statistics.get(Statistic.LOG_DENSITY);
        if (chains == null || !statistics.containsKey(Statistic.ENERGY)) {
            return;
        }
        List<String> stuck = new ArrayList<>();
        for (int chain = 0; chain < chains.length; chain++) {
            double first = chains[chain][0];
            if (chains[chain].length > 1 && Arrays.stream(chains[chain]).allMatch(x -> x == first)) {
                stuck.add(String.valueOf(chain + 1));
            }
        }
        if (stuck.isEmpty()) {
            passed("movement", "Every chain moves");
        } else {
            failed(
                    "movement",
                    (stuck.size() == 1 ? "Chain " : "Chains ") + String.join(", ", stuck) + " never moved",
                    "No proposal was accepted: check the model where the chain starts, or try other initial values.");
        }
    }

    private void effectiveSizes(List<VariableSummary> variables) {
        double least = LOW_ESS_PER_CHAIN * draws.chains();
        ToDoubleFunction<VariableSummary> size = variable -> Math.min(variable.essBulk(), variable.essTail());
        Optional<VariableSummary> worst = variables.stream()
                .filter(variable -> size.applyAsDouble(variable) > 0)
                .min(Comparator.comparingDouble(size));
        name(
                "ess",
                variables,
                variable -> variable.essBulk() < least || variable.essTail() < least,
                "Effective sample size under " + NumberFormat.fixed(least, 0),
                "Draw longer.",
                worst.map(variable -> "The smallest effective sample size is "
                        + NumberFormat.fixed(size.applyAsDouble(variable), 0) + " (" + variable.name() + ")"));
    }

    private void rHat(List<VariableSummary> variables) {
        Optional<VariableSummary> worst = variables.stream()
                .filter(variable -> !Double.isNaN(variable.rHat()))
                .max(Comparator.comparingDouble(VariableSummary::rHat));
        name(
                "r_hat",
                variables,
                variable -> variable.rHat() > HIGH_R_HAT,
                "R-hat over " + HIGH_R_HAT,
                "The chains do not agree: draw longer, or reparametrise the model.",
                worst.map(variable -> "The largest R-hat is " + NumberFormat.fixed(variable.rHat(), 3) + " ("
                        + variable.name() + ")"));
    }

    /** Values that are never numbers were not assigned, as Stan has it; those that sometimes are none show a failure. */
    private void undefined(List<VariableSummary> variables) {
        List<String> names =
                draws.columns().stream().map(column -> column.name()).toList();
        List<Integer> suspects = variables.stream()
                .filter(variable -> !Double.isFinite(variable.mean()))
                .map(variable -> names.indexOf(variable.name()))
                .toList();
        List<String> partly = new ArrayList<>();
        draws.read(suspects, (index, chains) -> {
            if (Arrays.stream(chains).flatMapToDouble(Arrays::stream).anyMatch(Double::isFinite)) {
                partly.add(names.get(index));
            }
        });
        if (partly.isEmpty()) {
            passed("finite", "No variable has values that are only sometimes finite numbers");
        } else {
            failed(
                    "finite",
                    "Draws that are not finite numbers: " + some(partly),
                    "Nothing can be said about these variables: find out where the model divides by zero or overflows.");
        }
    }

    private void name(
            String check,
            List<VariableSummary> variables,
            Predicate<VariableSummary> isBad,
            String finding,
            String remedy,
            Optional<String> worst) {
        List<String> bad =
                variables.stream().filter(isBad).map(VariableSummary::name).toList();
        if (bad.isEmpty()) {
            worst.ifPresent(sentence -> passed(check, sentence));
        } else {
            failed(check, finding + ": " + some(bad), remedy);
        }
    }

    private static String some(List<String> names) {
        String rest = names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "";
        return String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size()))) + rest;
    }

    /** What is wrong and what to do about it, a line each. */
    static List<String> advice(List<Check> checks) {
        Stream<Check> failed = checks.stream().filter(check -> !check.passed());
        return failed.map(Check::text).toList();
    }
}
