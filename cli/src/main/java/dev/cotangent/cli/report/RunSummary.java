package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.output.StoredRun;
import dev.cotangent.runtime.output.SummaryReport;
import dev.cotangent.runtime.run.Draws;
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
    private final Draws draws;
    private final Summary summary;
    private final List<String> advice;

    private RunSummary(Draws all, OptionalInt maxDepth) {
        this.chains = all.chains();
        this.draws = comparable(all);
        this.summary = Summary.of(draws);
        this.advice = Advice.on(draws, summary, maxDepth);
    }

    /**
     * The chains that have at least half as many draws as the longest: a summary cuts all to the shortest, and in a run
     * that was stopped some chains may hardly have begun.
     */
    private static Draws comparable(Draws all) {
        int longest = IntStream.range(0, all.chains()).map(all::size).max().orElse(0);
        double[][][] kept = IntStream.range(0, all.chains())
                .filter(chain -> all.size(chain) > 0 && 2L * all.size(chain) >= longest)
                .mapToObj(chain -> columns(all, chain))
                .toArray(double[][][]::new);
        return Draws.of(all.columns(), kept);
    }

    private static double[][] columns(Draws draws, int chain) {
        return IntStream.range(0, draws.columns().size())
                .mapToObj(column -> draws.values(column)[chain])
                .toArray(double[][]::new);
    }

    /** The summary of a run that has just ended. */
    public static RunSummary of(Draws draws, SamplerOptions options) {
        int limit = options.method().depthLimit();
        return new RunSummary(draws, limit == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(limit));
    }

    /** The summary of a run that was read back. */
    public static RunSummary of(StoredRun run) {
        String maxDepth = run.configurations().get(0).getOrDefault("max_depth", "");
        return new RunSummary(
                run.draws(),
                maxDepth.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(maxDepth)) : OptionalInt.empty());
    }

    /**
     * Prints a table with the log density and the model's variables, and advice under it.
     *
     * @param limit variables to print; how many were left out is said
     */
    public void print(PrintWriter out, int limit) {
        if (draws.size() == 0) {
            out.println("no draws");
            return;
        }
        List<VariableSummary> rows = new ArrayList<>();
        summary.statistics().stream()
                .filter(row -> row.name().equals(Statistic.LOG_DENSITY.column()))
                .forEach(rows::add);
        List<VariableSummary> variables = summary.variables();
        rows.addAll(variables.subList(0, Math.min(limit, variables.size())));
        SummaryTable.print(rows, out);
        if (draws.chains() < chains) {
            out.println("of " + draws.chains() + " of " + chains + " chains: the others were stopped early");
        }
        if (variables.size() > limit) {
            out.println("and " + (variables.size() - limit) + " more: see cotangent summary");
        }
        advice.forEach(out::println);
    }

    /** Writes everything as one JSON object. */
    public void writeJson(PrintWriter out) throws IOException {
        new SummaryReport(draws.chains(), draws.size(), summary, advice).write(out);
    }
}
