package dev.cotangent.bench.sampler;

import com.sun.management.ThreadMXBean;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.LowRankMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.DualAveraging;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Prints, as Markdown, what NUTS costs per leapfrog step besides the gradient: CPU time of steps of a kernel on independent
 * normals, less that of as many gradients alone, measured in turns in one process; a process a row. The step size is adapted to an acceptance
 * rate of 0.8, so that draws of momenta and of directions have their usual share.
 */
public final class OverheadTable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int[] DIMENSIONS = {1, 10, 100, 1000};
    private static final Map<String, Function<double[], Metric>> METRICS = new TreeMap<>(Map.of(
            "diagonal", DiagonalMetric::of,
            "unit", variances -> new UnitMetric(variances.length),
            "low-rank-0", variances -> lowRank(variances, 0),
            "low-rank-2", variances -> lowRank(variances, 2),
            "low-rank-10", variances -> lowRank(variances, 10)));
    private static final int ADAPTED = 2000;
    private static final int SWEEPS = 15;
    private static final long SWEEP_NANOS = 100_000_000;

    private final IndependentNormals target;
    private final TunableKernel kernel;
    private final ChainState state;
    private final StepInfo info = new StepInfo();
    private final UniformRandomProvider random = RandomSource.L64_X128_MIX.create(1L);
    private final double[] gradient;
    private double checksum;

    private OverheadTable(int dimension, Function<double[], Metric> metric) {
        double[] variances = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            variances[i] = 0.5 + (i % 7);
        }
        target = new IndependentNormals(variances);
        kernel = NutsKernel.of(Flow.leapfrog(target, metric.apply(variances), 0.5), 0, 10);
        state = new ChainState(dimension);
        gradient = new double[dimension];
        kernel.init(new double[dimension], state);
    }

    /** The diagonal metric with so many directions, or as many as there can be, whose variance happens to be 1. */
    private static Metric lowRank(double[] variances, int rank) {
        int n = variances.length;
        double[][] directions = new double[Math.min(rank, n)][n];
        for (int k = 0; k < directions.length; k++) {
            // rows of a discrete cosine transform, so that no element is zero
            for (int i = 0; i < n; i++) {
                directions[k][i] = Math.sqrt((k == 0 ? 1.0 : 2.0) / n) * Math.cos(Math.PI * k * (i + 0.5) / n);
            }
        }
        double[] ones = new double[directions.length];
        Arrays.fill(ones, 1);
        double[] scales = Arrays.stream(variances).map(Math::sqrt).toArray();
        return LowRankMetric.of(scales, ones, directions);
    }

    private void adapt() {
        DualAveraging stepSize = new DualAveraging(AdaptationOptions.defaults(), kernel.stepSize());
        for (int k = 0; k < ADAPTED; k++) {
            kernel.step(state, random, info);
            stepSize.update(info.acceptanceRate());
            kernel.setStepSize(stepSize.stepSize());
        }
        kernel.setStepSize(stepSize.averagedStepSize());
    }

    private record Cost(double perLeapfrog, double perGradient, double leapfrogsPerDraw) {
        double overhead() {
            return perLeapfrog - perGradient;
        }
    }

    private Cost measure() {
        adapt();
        Cost[] costs = new Cost[SWEEPS];
        for (int k = 0; k < SWEEPS; k++) {
            costs[k] = sweep();
        }
        // the first sweeps warm up; of the others the median
        Cost[] warm = Arrays.copyOfRange(costs, 3, SWEEPS);
        Arrays.sort(warm, (a, b) -> Double.compare(a.overhead(), b.overhead()));
        return warm[warm.length / 2];
    }

    private Cost sweep() {
        long before = target.gradients();
        long start = cpuTime();
        long draws = 0;
        while (cpuTime() - start < SWEEP_NANOS) {
            for (int k = 0; k < 50; k++) {
                kernel.step(state, random, info);
            }
            draws += 50;
        }
        double stepNanos = cpuTime() - start;
        long leapfrogs = target.gradients() - before;
        start = cpuTime();
        for (long k = 0; k < leapfrogs; k++) {
            checksum += target.gradient(state.position(), gradient);
        }
        double gradientNanos = cpuTime() - start;
        return new Cost(stepNanos / leapfrogs, gradientNanos / leapfrogs, (double) leapfrogs / draws);
    }

    private static long cpuTime() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static void print(String metric, int dimension, Function<double[], Metric> make) {
        OverheadTable table = new OverheadTable(dimension, make);
        Cost cost = table.measure();
        double bar = 150 + 3.0 * dimension;
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.0f | %.0f | %.0f | %.0f | %.2f |%n",
                metric,
                dimension,
                cost.leapfrogsPerDraw(),
                cost.perLeapfrog(),
                cost.perGradient(),
                cost.overhead(),
                bar,
                cost.overhead() / bar);
        if (Double.isNaN(table.checksum)) {
            System.out.println("not a number");
        }
    }

    private static void fork(String metric, int dimension) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OverheadTable.class.getName(),
                        metric,
                        String.valueOf(dimension))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("measurement of " + metric + ", " + dimension + " failed");
        }
    }

    /**
     * Prints the table, each row from a process of its own, as a sampler in use has one dimension and one metric.
     *
     * @param arguments none; or a metric and a dimension, for that row alone
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2) {
            print(arguments[0], Integer.parseInt(arguments[1]), METRICS.get(arguments[0]));
            return;
        }
        System.out.println(
                "| metric | dimension | leapfrogs a draw | ns a leapfrog | ns a gradient | overhead | bar | ratio |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (String metric : METRICS.keySet()) {
            for (int dimension : DIMENSIONS) {
                fork(metric, dimension);
            }
        }
    }
}
