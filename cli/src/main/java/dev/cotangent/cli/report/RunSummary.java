package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.output.StoredRun;
import dev.cotangent.runtime.output.SummaryReport;
import dev.cotangent.runtime.run.Draws;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the draws of a run say, and how far they can be trusted. */
public final class RunSummary {

    private final Draws draws;
    private final Summary summary;
    private final List<String> advice;

    private RunSummary(Draws draws, OptionalInt maxDepth) {
        this.draws = draws;
        this.summary = Summary.of(draws);
        this.advice = Advice.on(draws, summary, maxDepth);
    }

    /** The summary of a run that has just ended. */
    public static RunSummary of(Draws draws, SamplerOptions options) {
        return new RunSummary(
                draws,
                options.method() instanceof Method.Nuts nuts ? OptionalInt.of(nuts.maxDepth()) : OptionalInt.empty());
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
