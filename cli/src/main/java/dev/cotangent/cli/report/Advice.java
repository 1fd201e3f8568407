package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.EnergyFraction;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.run.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * What to do about draws that cannot be trusted, in the order in which it is worth doing. Limits are those that Stan's
 * {@code diagnose} applies.
 *
 * @see <a href="https://arxiv.org/abs/1903.08008">Vehtari et al. (2021), Rank-normalization, folding, and localization:
 *     an improved R-hat</a>
 */
final class Advice {

    private static final double LOW_ENERGY_FRACTION = 0.3;
    private static final double LOW_ESS_PER_CHAIN = 100;
    private static final double HIGH_R_HAT = 1.01;
    private static final int NAMES_SHOWN = 5;

    private final Draws draws;
    private final List<String> lines = new ArrayList<>();

    private Advice(Draws draws) {
        this.draws = draws;
    }

    /** Advice, a line each; empty if nothing is wrong, or if there are no draws. */
    static List<String> on(Draws draws, Summary summary, OptionalInt maxDepth) {
        Advice advice = new Advice(draws);
        if (draws.size() > 0) {
            advice.divergences();
            maxDepth.ifPresent(advice::depthLimit);
            advice.energy();
            advice.mixing(summary.variables());
        }
        return advice.lines;
    }

    private void divergences() {
        count(
                Statistic.DIVERGENT,
                value -> value != 0,
                "diverged: the posterior may be explored in part only. Raise --target-accept (0.95, 0.99), or"
                        + " reparametrise the model.");
    }

    private void depthLimit(int maxDepth) {
        count(
                Statistic.TREE_DEPTH,
                value -> value >= maxDepth,
                "were cut at the depth limit of " + maxDepth
                        + ": the chains move slowly. Reparametrise the model, or raise --max-depth.");
    }

    private void count(Statistic statistic, DoublePredicate isBad, String consequence) {
        if (!draws.has(statistic.column())) {
            return;
        }
        double[][] chains = draws.values(statistic.column());
        long bad = Arrays.stream(chains)
                .flatMapToDouble(Arrays::stream)
                .filter(isBad)
                .count();
        long all = Arrays.stream(chains).mapToLong(chain -> chain.length).sum();
        if (bad > 0) {
            double percent = 100.0 * bad / all;
            lines.add(bad + " of " + all + " draws (" + NumberFormat.fixed(percent, 2) + " %) " + consequence);
        }
    }

    private void energy() {
        if (!draws.has(Statistic.ENERGY.column())) {
            return;
        }
        double[][] chains = draws.values(Statistic.ENERGY.column());
        for (int chain = 0; chain < chains.length; chain++) {
            double fraction = EnergyFraction.of(chains[chain]);
            if (fraction < LOW_ENERGY_FRACTION) {
                lines.add("Chain " + (chain + 1) + " has an E-BFMI of " + NumberFormat.significant(fraction)
                        + ", under 0.3: it may not reach the tails. Reparametrise the model.");
            }
        }
    }

    private void mixing(List<VariableSummary> variables) {
        double least = LOW_ESS_PER_CHAIN * draws.chains();
        name(
                variables,
                variable -> variable.essBulk() < least || variable.essTail() < least,
                "Effective sample size under " + NumberFormat.fixed(least, 0),
                "Draw longer.");
        name(
                variables,
                variable -> variable.rHat() > HIGH_R_HAT,
                "R-hat over " + HIGH_R_HAT,
                "The chains do not agree: draw longer, or reparametrise the model.");
    }

    private void name(
            List<VariableSummary> variables, Predicate<VariableSummary> isBad, String finding, String remedy) {
        List<String> bad =
                variables.stream().filter(isBad).map(VariableSummary::name).toList();
        if (!bad.isEmpty()) {
            String rest = bad.size() > NAMES_SHOWN ? " and " + (bad.size() - NAMES_SHOWN) + " more" : "";
            String names = String.join(", ", bad.subList(0, Math.min(NAMES_SHOWN, bad.size())));
            lines.add(finding + ": " + names + rest + ". " + remedy);
        }
    }
}
