package dev.cotangent.bench.posterior;

import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;

/**
 * Samples every posterior with reference draws in this process, and compares means and standard deviations; prints
 * Markdown. {@link RunOptions} has the arguments.
 *
 * <p>A run fails by a moment that is not within four standard errors, or an R-hat that is not under 1.01. Of three seeds
 * or more, one run of one posterior may fail, as thousands of comparisons are made; else the exit code is 1.
 */
public final class PosteriorTable {

    private static final double MAX_Z = 4;
    private static final double MAX_RHAT = 1.01;

    /** Its centred funnel cannot be sampled without bias by one step size; it has to be reported as divergent. */
    private static final String DIVERGENT = "eight_schools-eight_schools_centered";

    private final RunOptions options;
    private final Posteriordb posteriordb;
    private final StringBuilder table = new StringBuilder();
    private int failing;

    private PosteriorTable(RunOptions options) {
        this.options = options;
        this.posteriordb = new Posteriordb(options.posteriordb());
    }

    /** Runs the posteriors. */
    public static void main(String[] arguments) throws IOException {
        PosteriorTable table = new PosteriorTable(RunOptions.parse(arguments));
        table.run();
        int allowed = table.options.seeds().size() >= 3 ? 1 : 0;
        System.exit(table.failing <= allowed ? 0 : 1);
    }

    private record Row(long seed, Comparison comparison, double rHat, PosteriorRun run) {

        boolean passes() {
            return comparison.worstMean() < MAX_Z && comparison.worstDeviation() < MAX_Z && rHat < MAX_RHAT;
        }
    }

    private void run() throws IOException {
        line("| posterior | seed | z, means | z, sds | R-hat | divergences | gradients | CPU s | |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---|");
        int posteriors = 0;
        for (Map.Entry<String, String> entry : ReferenceMoments.names(
                        options.golden().resolve("stan-2.21/reference_summary.json"))
                .entrySet()) {
            if (options.wants(entry.getKey())) {
                posteriors++;
                run(entry.getKey(), ReferenceMoments.read(posteriordb, entry.getValue()));
            }
        }
        line("");
        line(
                "%d posteriors, %d seeds each; %d runs fail.",
                posteriors, options.seeds().size(), failing);
        if (options.markdown().isPresent()) {
            Files.writeString(options.markdown().get(), table);
        }
    }

    private void run(String name, Map<String, ReferenceMoments> reference) throws IOException {
        int dash = name.indexOf('-');
        Model model = PosteriorRun.compile(posteriordb, name.substring(dash + 1), name.substring(0, dash));
        for (long seed : options.seeds()) {
            PosteriorRun run = PosteriorRun.of(model, options.samplerOptions(seed), reference.keySet());
            Row row = new Row(seed, Comparison.of(run.draws(), reference), run.maximumRHat(), run);
            boolean excused = name.equals(DIVERGENT) && run.report().divergences() > 0;
            failing += row.passes() || excused ? 0 : 1;
            print(name, row);
        }
    }

    private void print(String name, Row row) {
        String verdict = row.passes() ? "" : "fails at " + row.comparison().column();
        line(
                "| %s | %d | %.2f | %.2f | %.4f | %d | %d | %.2f | %s |",
                name,
                row.seed(),
                row.comparison().worstMean(),
                row.comparison().worstDeviation(),
                row.rHat(),
                row.run().report().divergences(),
                row.run().gradients(),
                row.run().cpuSeconds(),
                verdict);
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        table.append(line).append('\n');
    }
}
