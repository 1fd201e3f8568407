package dev.cotangent.bench.stochastic;

import com.sun.management.OperatingSystemMXBean;
import dev.cotangent.runtime.data.rows.PackedRows;
import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.diagnostic.EffectiveSampleSize;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.laplace.LaplaceApproximation;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.Draws;
import dev.cotangent.runtime.run.Fit;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.run.StochasticOptions;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.Mode;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Logistic regression on many rows: SGLD with control variates beside NUTS with all rows, in processor time per effective draw, and
 * how far their means and standard deviations are apart; gradients in rows a second, beside what memory gives.
 *
 * <p>NUTS gets the mode for a start and the inverse curvature there for a metric, so that nothing of its time is spent on finding
 * them, and its warmup is not counted: what is compared is what it can do at best.
 */
public final class LargeLogistic {

    private static final long SEED = 20261124;

    private LargeLogistic() {}

    /**
     * Runs.
     *
     * @param arguments file of the rows, which is made if it is not there; number of rows; coefficients; draws of NUTS a chain, 0 for
     *     none; seconds after which NUTS ends with what it has
     */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        int rows = Integer.parseInt(arguments[1]);
        int dimension = Integer.parseInt(arguments[2]);
        int nutsDraws = Integer.parseInt(arguments[3]);
        Path file = LogisticFile.of(Path.of(arguments[0]), rows, dimension, SEED);
        PackedRows source = PackedRows.open(file, file.toString());
        Model model = new RowsModel("logistic", dimension, () -> new LogisticDensity(source, dimension));
        System.out.printf(
                "heap %d MB, file %d MB%n",
                Runtime.getRuntime().maxMemory() >> 20, file.toFile().length() >> 20);
        throughput(source, dimension);
        Timed stochastic = stochastic(model);
        stochastic.print("SGLD-CV", dimension);
        stochastic.fit.report().notes().forEach(System.out::println);
        compareWithNormal(model, stochastic, dimension);
        if (nutsDraws > 0) {
            Timed nuts = nuts(model, nutsDraws, Duration.ofSeconds(Integer.parseInt(arguments[4])));
            nuts.print("NUTS", dimension);
            compare(stochastic, nuts, dimension);
        }
    }

    /** Draws with the processor time that they took. */
    private record Timed(Fit fit, double seconds) {

        double[][] chains(int coefficient) {
            Draws draws = fit.draws();
            return draws.values(draws.columns().size() - draws.variables().size() + coefficient);
        }

        double leastSize(int dimension) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < dimension; i++) {
                least = Math.min(least, EffectiveSampleSize.bulk(chains(i)));
            }
            return least;
        }

        double mean(int coefficient) {
            double sum = 0;
            long count = 0;
            for (double[] chain : chains(coefficient)) {
                for (double value : chain) {
                    sum += value;
                    count++;
                }
            }
            return sum / count;
        }

        double deviation(int coefficient) {
            double mean = mean(coefficient);
            double sum = 0;
            long count = 0;
            for (double[] chain : chains(coefficient)) {
                for (double value : chain) {
                    sum += (value - mean) * (value - mean);
                    count++;
                }
            }
            return Math.sqrt(sum / (count - 1));
        }

        void print(String name, int dimension) {
            double size = leastSize(dimension);
            System.out.printf(
                    "%s: %.1f s of processor time, least effective sample size %.0f, %.3g s an effective draw%n",
                    name, seconds, size, seconds / size);
        }
    }

    /** Processor time of this thread: on a machine that does other things, too, time on the clock says little. */
    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
    }

    private static Timed stochastic(Model model) {
        StochasticOptions options = StochasticOptions.of(StochasticOptions.Dynamics.SGLD)
                .withBatches(500, BatchOrder.REPLACEMENT)
                .withControlVariates(0)
                .withStep(StepSchedule.constant(0.2));
        double before = processorSeconds();
        Fit fit = Sampler.run(
                model,
                SamplerOptions.builder()
                        .method(new Method.Stochastic(options))
                        .metric(MetricKind.DENSE)
                        .warmup(100)
                        .draws(32_000)
                        .thin(8)
                        .threads(2)
                        .refresh(0)
                        .seed(SEED)
                        .build());
        return new Timed(fit, processorSeconds() - before);
    }

    private static Timed nuts(Model model, int draws, Duration limit) {
        Additive target = model.newAdditiveDensity().orElseThrow();
        Mode mode = Mode.find(target, RandomSource.L64_X128_MIX.create(SEED));
        Initialisation start = new Initialisation.WarmStart(
                List.of(new Initialisation.WarmStart.End(mode.position(), 0.9, mode.metric(MetricKind.DENSE))));
        double before = processorSeconds();
        Fit fit = Sampler.run(
                model,
                SamplerOptions.builder()
                        .warmup(40)
                        .draws(draws)
                        .targetAccept(0.8)
                        .metric(MetricKind.DENSE)
                        .initialisation(start)
                        .threads(4)
                        .refresh(0)
                        .seed(SEED)
                        .build(),
                RunObserver.SILENT,
                Cancellation.after(limit));
        double seconds = processorSeconds() - before;
        long warmup = 0;
        long sampling = 0;
        for (var chain : fit.report().chains()) {
            warmup += chain.warmup().leapfrogs();
            sampling += chain.sampling().leapfrogs();
        }
        System.out.printf("NUTS: %d gradients in warmup, %d after it%n", warmup, sampling);
        return new Timed(fit, seconds * sampling / (warmup + sampling));
    }

    private static void compare(Timed stochastic, Timed nuts, int dimension) {
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < dimension; i++) {
            mean = Math.max(mean, Math.abs(stochastic.mean(i) - nuts.mean(i)) / nuts.deviation(i));
            double ratio = stochastic.deviation(i) / nuts.deviation(i);
            least = Math.min(least, ratio);
            most = Math.max(most, ratio);
        }
        System.out.printf("largest difference of a mean: %.3f sd; ratios of sds: %.3f to %.3f%n", mean, least, most);
        System.out.printf(
                "processor time an effective draw: NUTS takes %.0f times as much%n",
                nuts.seconds / nuts.leastSize(dimension) / (stochastic.seconds / stochastic.leastSize(dimension)));
    }

    /**
     * The normal distribution with the mode and the whole curvature, which the posterior of so many rows equals but for about one over
     * the root of their number in standard deviations.
     */
    private static void compareWithNormal(Model model, Timed stochastic, int dimension) {
        Additive target = model.newAdditiveDensity().orElseThrow();
        Mode mode = Mode.find(target, RandomSource.L64_X128_MIX.create(SEED));
        double[][] covariance = LaplaceApproximation.at(
                        mode.position(), Hessian.at(target, mode.position()).values())
                .covariance();
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < dimension; i++) {
            double deviation = Math.sqrt(covariance[i][i]);
            mean = Math.max(mean, Math.abs(stochastic.mean(i) - mode.position()[i]) / deviation);
            least = Math.min(least, stochastic.deviation(i) / deviation);
            most = Math.max(most, stochastic.deviation(i) / deviation);
        }
        System.out.printf(
                "beside the normal approximation: largest difference of a mean %.3f sd; ratios of sds %.3f to %.3f%n",
                mean, least, most);
    }

    /** Rows a second, all in order and in random batches; and what summing a large array gives. */
    private static void throughput(PackedRows source, int dimension) {
        double bandwidth = bandwidth();
        LogisticDensity density = new LogisticDensity(source, dimension);
        double[] q = new double[dimension];
        double[] gradient = new double[dimension];
        double bytes = source.stride();
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 5; k++) {
            long start = threadNanos();
            density.sum(q, 0, source.rows(), gradient);
            best = Math.min(best, (threadNanos() - start) * 1e-9);
        }
        report("all rows in order", source.rows() / best, bytes, bandwidth);
        var random = RandomSource.L64_X128_MIX.create(1);
        int[] batch = new int[500];
        best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 5; k++) {
            long start = threadNanos();
            for (int b = 0; b < 400; b++) {
                for (int i = 0; i < batch.length; i++) {
                    batch[i] = random.nextInt(source.rows());
                }
                density.sum(q, batch, batch.length, gradient);
            }
            best = Math.min(best, (threadNanos() - start) * 1e-9);
        }
        report("batches of 500 random rows", 400 * 500 / best, bytes, bandwidth);
    }

    private static void report(String what, double rowsPerSecond, double bytes, double bandwidth) {
        System.out.printf(
                "%s: %.2f million rows/s, %.2f GB/s, %.0f %% of the bandwidth of memory (%.1f GB/s)%n",
                what,
                rowsPerSecond / 1e6,
                rowsPerSecond * bytes / 1e9,
                100 * rowsPerSecond * bytes / bandwidth,
                bandwidth / 1e9);
    }

    /** Bytes a second of one thread that adds up an array far larger than the caches. */
    private static double bandwidth() {
        long[] array = new long[(int) Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 32)];
        double best = 0;
        long sink = 0;
        for (int k = 0; k < 20; k++) {
            long start = threadNanos();
            long sum = 0;
            for (long element : array) {
                sum += element;
            }
            sink += sum;
            best = Math.max(best, 8.0 * array.length / ((threadNanos() - start) * 1e-9));
        }
        return sink == 0 ? best : Double.NaN;
    }
}
