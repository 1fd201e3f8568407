package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.output.StoredRun;
import dev.cotangent.runtime.output.SummaryReport;
import dev.cotangent.runtime.run.ColumnSource;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What the draws of a run say, and how far they can be trusted. */
public final class RunSummary {

    private final int chains;
    private final ColumnSource draws;
    private final Summary summary;
    private final PopulationSummary populations;
    private final List<Diagnosis.Check> checks;

    private RunSummary(
            ColumnSource all,
            OptionalInt maxDepth,
            List<String> unfinished,
            PopulationSummary populations,
            List<Double> probabilities) {
        this.populations = populations;
        this.chains = all.chains();
        this.draws = comparable(all);
        this.summary = Summary.of(draws, probabilities);
        List<Diagnosis.Check> found = new ArrayList<>(Diagnosis.of(draws, summary, maxDepth, unfinished));
        if (!populations.isEmpty()) {
            found.addAll(populations.checks());
        }
        this.checks = List.copyOf(found);
    }

    /**
     * The chains that have at least half as many draws as the longest: a summary cuts all to the shortest, and in a run
     * that was stopped some chains may hardly have begun.
     */
    private static ColumnSource comparable(ColumnSource all) {
        int longest = IntStream.range(0, all.chains()).map(all::size).max().orElse(0);
        return all.ofChains(IntStream.range(0, all.chains())
                .filter(chain -> all.size(chain) > 0 && 2L * all.size(chain) >= longest)
                .boxed()
                .toList());
    }

    /** The summary of a run that has just ended. */
    public static RunSummary of(ColumnSource draws, SamplerOptions options) {
        int limit = options.method().depthLimit();
        return new RunSummary(
                draws,
                limit == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(limit),
                List.of(),
                new PopulationSummary(List.of()),
                VariableSummary.DEFAULT_PROBABILITIES);
    }

    /** The summary of a run that was read back. */
    public static RunSummary of(StoredRun run) {
        return of(run, VariableSummary.DEFAULT_PROBABILITIES);
    }

    /**
     * The summary of a run that was read back.
     *
     * @param probabilities of the quantiles, in [0, 1]
     */
    public static RunSummary of(StoredRun run, List<Double> probabilities) {
        String maxDepth = run.configurations().get(0).getOrDefault("max_depth", "");
        return new RunSummary(
                run.draws(),
                maxDepth.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(maxDepth)) : OptionalInt.empty(),
                run.unfinished(),
                PopulationSummary.of(run.configurations()),
                probabilities);
    }

    /** Every check of the draws, in order. */
    public List<Diagnosis.Check> checks() {
        return checks;
    }

    /** The summary of all columns. */
    public Summary summary() {
        return summary;
    }

    /** Number of chains that are summarised. */
    public int chains() {
        return draws.chains();
    }

    /** Number of draws of the shortest of them. */
    public int draws() {
        return draws.size();
    }

    /**
     * Prints a table with the log density and the model's variables, and advice under it.
     *
     * @param limit variables to print; how many were left out is said
     */
    public void print(PrintWriter out, int limit) {
        List<VariableSummary> rows = new ArrayList<>();
        summary.statistics().stream()
                .filter(row -> row.name().equals(Statistic.LOG_DENSITY.column()))
                .forEach(rows::add);
        List<VariableSummary> variables = summary.variables();
        rows.addAll(variables.subList(0, Math.min(limit, variables.size())));
        print(out, rows, Math.max(0, variables.size() - limit));
    }

    /** Prints a table with some columns, and advice under it. */
    public void print(PrintWriter out, List<VariableSummary> rows) {
        print(out, rows, 0);
    }

    private void print(PrintWriter out, List<VariableSummary> rows, int leftOut) {
        if (draws.size() == 0) {
            out.println("no draws");
            return;
        }
        SummaryTable.print(rows, out);
        if (draws.chains() < chains) {
            out.println("of " + draws.chains() + " of " + chains + " chains: the others were stopped early");
        }
        if (leftOut > 0) {
            out.println("and " + leftOut + " more: see cotangent summary");
        }
        if (!populations.isEmpty()) {
            populations.lines().forEach(out::println);
        }
        Diagnosis.advice(checks).forEach(out::println);
    }

    /** The report for programs, of some columns. */
    public SummaryReport report(List<VariableSummary> statistics, List<VariableSummary> variables) {
        return new SummaryReport(
                draws.chains(), draws.size(), new Summary(statistics, variables), Diagnosis.advice(checks));
    }

    /** Writes everything as one JSON object. */
    public void writeJson(PrintWriter out) throws IOException {
        report(summary.statistics(), summary.variables()).write(out);
    }
}
