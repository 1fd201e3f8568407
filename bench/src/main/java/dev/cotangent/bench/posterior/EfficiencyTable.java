package dev.cotangent.bench.posterior;

import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Compares efficiency with Stan's: the least bulk effective sample size of the parameters block per gradient and per CPU
 * second, warmup included on both sides; prints Markdown. {@link RunOptions} has the arguments.
 *
 * <p>Our gradients are all evaluations of the density, those of the search for start and step size included; Stan's are
 * its leapfrog steps. A first run, not timed, warms the process up ({@link ColdTable} has the figures of a process that is not); its positions give the condition number of the
 * correlation matrix of the unconstrained parameters. A figure of a posterior is the median over the seeds.
 */
public final class EfficiencyTable {

    /** Condition number above which a posterior counts as correlated. */
    private static final double CORRELATED = 100;

    /** Seed of the untimed run. */
    private static final long PILOT_SEED = 20_260_101;

    private final RunOptions options;
    private final Posteriordb posteriordb;
    private final StringBuilder report = new StringBuilder();
    private final List<Row> rows = new ArrayList<>();

    private EfficiencyTable(RunOptions options) {
        this.options = options;
        this.posteriordb = new Posteriordb(options.posteriordb());
    }

    /** Runs the posteriors. */
    public static void main(String[] arguments) throws IOException {
        EfficiencyTable table = new EfficiencyTable(RunOptions.parse(arguments));
        table.run();
    }

    private record Row(Baseline stan, int dimension, double condition, List<PosteriorRun> runs) {

        double median(ToDoubleFunction<PosteriorRun> figure) {
            return EfficiencyTable.median(runs.stream().mapToDouble(figure).toArray());
        }

        double gradientRatio() {
            return median(run -> run.minimumEss() / run.gradients()) / stan.essPerGradient();
        }

        double secondRatio() {
            return median(run -> run.minimumEss() / run.cpuSeconds()) / stan.essPerSecond();
        }

        double worstRHat() {
            return runs.stream().mapToDouble(PosteriorRun::maximumRHat).max().orElse(Double.NaN);
        }
    }

    private void run() throws IOException {
        line("| posterior | dim | condition | ESS | warmup gradients | gradients | R-hat | div | ESS / 1000 gradients"
                + " | Stan's | ratio | CPU s | ESS / CPU s | Stan's | ratio |");
        line("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Baseline stan : Baseline.converged(options.golden().resolve("stan-2.21/baseline.csv"))) {
            if (options.wants(stan.name())) {
                Row row = measure(stan);
                rows.add(row);
                print(row);
            }
        }
        line("");
        summarise();
        if (options.markdown().isPresent()) {
            Files.writeString(options.markdown().get(), report);
        }
    }

    private Row measure(Baseline stan) throws IOException {
        Model model = PosteriorRun.compile(posteriordb, stan.model(), stan.data());
        PosteriorRun pilot =
                PosteriorRun.of(ObservedModel.keepingPositions(model), options.samplerOptions(PILOT_SEED), Set.of());
        double condition = Correlation.conditionNumber(pilot.positions());
        List<PosteriorRun> runs = new ArrayList<>();
        for (long seed : options.seeds()) {
            runs.add(PosteriorRun.of(model, options.samplerOptions(seed), Set.of()));
        }
        return new Row(stan, model.layout().dimension(), condition, runs);
    }

    private void print(Row row) {
        line(
                "| %s | %d | %.3g | %.0f | %.0f | %.0f | %.4f | %.0f | %.3g | %.3g | %.2f | %.3g | %.3g | %.3g | %.2f |",
                row.stan().name(),
                row.dimension(),
                row.condition(),
                row.median(PosteriorRun::minimumEss),
                row.median(PosteriorRun::warmupLeapfrogs),
                row.median(PosteriorRun::gradients),
                row.worstRHat(),
                row.median(run -> run.report().divergences()),
                1000 * row.median(run -> run.minimumEss() / run.gradients()),
                1000 * row.stan().essPerGradient(),
                row.gradientRatio(),
                row.median(PosteriorRun::cpuSeconds),
                row.median(run -> run.minimumEss() / run.cpuSeconds()),
                row.stan().essPerSecond(),
                row.secondRatio());
    }

    private void summarise() {
        double[] gradients = rows.stream().mapToDouble(Row::gradientRatio).toArray();
        double[] seconds = rows.stream().mapToDouble(Row::secondRatio).toArray();
        List<Row> correlated =
                rows.stream().filter(row -> row.condition() > CORRELATED).toList();
        line(
                "%d posteriors, %d seeds. ESS per gradient beside Stan's: median ratio %.2f, geometric mean %.2f,"
                        + " least %.2f.",
                rows.size(),
                options.seeds().size(),
                median(gradients),
                geometricMean(gradients),
                Arrays.stream(gradients).min().orElse(Double.NaN));
        line(
                "%d with a condition number over 100: median ratio %.2f: %s.",
                correlated.size(),
                median(correlated.stream().mapToDouble(Row::gradientRatio).toArray()),
                String.join(
                        ", ", correlated.stream().map(row -> row.stan().name()).toList()));
        line(
                "ESS per CPU second beside Stan's: geometric mean %.2f, median %.2f, least %.2f.",
                geometricMean(seconds),
                median(seconds),
                Arrays.stream(seconds).min().orElse(Double.NaN));
    }

    private static double geometricMean(double[] values) {
        return Math.exp(Arrays.stream(values).map(Math::log).average().orElse(Double.NaN));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        report.append(line).append('\n');
    }
}
