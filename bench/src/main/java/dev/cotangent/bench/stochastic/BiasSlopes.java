package dev.cotangent.bench.stochastic;

import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.sampler.stochastic.BatchGradient;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.Batches;
import dev.cotangent.runtime.sampler.stochastic.FullGradient;
import dev.cotangent.runtime.sampler.stochastic.GradientEstimator;
import dev.cotangent.runtime.sampler.stochastic.KineticKernel;
import dev.cotangent.runtime.sampler.stochastic.LangevinKernel;
import dev.cotangent.runtime.sampler.stochastic.Splitting;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The bias of the variance against the step size on {@code exp(-q⁴ / 4)}, whose two rows pull in opposite directions: with all rows,
 * with independent batches, and with reshuffled palindromes.
 */
public final class BiasSlopes {

    private static final double VARIANCE = 0.675978240067285;
    private static final double PULL = 1.2;
    private static final int PARTS = 50;

    private BiasSlopes() {}

    /**
     * Prints the table.
     *
     * @param arguments millions of steps for each figure
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        long steps = 1_000_000L * Integer.parseInt(arguments[0]);
        row("Langevin, all rows", false, false, BatchOrder.REPLACEMENT, steps, 0.2, 0.1, 0.05);
        row("Langevin, independent", false, true, BatchOrder.REPLACEMENT, steps, 0.2, 0.1, 0.05);
        row("BAOAB, all rows", true, false, BatchOrder.REPLACEMENT, 4 * steps, 0.4, 0.2);
        row("BAOAB, independent", true, true, BatchOrder.REPLACEMENT, steps, 0.2, 0.1, 0.05);
        row("BAOAB, palindromes", true, true, BatchOrder.PALINDROMES, steps, 0.2, 0.1);
    }

    private static void row(
            String name, boolean kinetic, boolean batches, BatchOrder order, long steps, double... sizes) {
        double former = Double.NaN;
        double formerSize = Double.NaN;
        for (double size : sizes) {
            double[] found = bias(kinetic, batches, order, size, steps);
            System.out.printf(
                    "%s, step %.3f: bias %.3g (error %.2g) of the variance, slope %.2f%n",
                    name,
                    size,
                    found[0] / VARIANCE,
                    found[1] / VARIANCE,
                    Math.log(found[0] / former) / Math.log(size / formerSize));
            former = found[0];
            formerSize = size;
        }
    }

    private static double[] bias(boolean kinetic, boolean batches, BatchOrder order, double size, long steps) {
        Additive target = new Quartic();
        GradientEstimator estimator =
                batches ? new BatchGradient(target, Batches.of(2, 1, order)) : new FullGradient(target);
        StepSchedule schedule = StepSchedule.constant(size);
        Kernel kernel = kinetic
                ? new KineticKernel(estimator, Splitting.BAOAB, new UnitMetric(1), schedule, 1)
                : new LangevinKernel(estimator, new UnitMetric(1), schedule);
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(7);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        kernel.init(new double[1], state);
        double mean = 0;
        double square = 0;
        for (int part = 0; part < PARTS; part++) {
            double sum = 0;
            for (long k = 0; k < steps / PARTS; k++) {
                kernel.step(state, random, info);
                sum += state.position()[0] * state.position()[0];
            }
            double average = sum / (steps / PARTS) - VARIANCE;
            mean += average / PARTS;
            square += average * average / PARTS;
        }
        return new double[] {mean, Math.sqrt((square - mean * mean) / (PARTS - 1))};
    }

    /** Two rows {@code -q⁴ / 8 ± PULL q}. */
    private static final class Quartic implements Additive {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public int rows() {
            return 2;
        }

        @Override
        public double rest(double[] q, double[] gradient) {
            gradient[0] = 0;
            return 0;
        }

        private static double term(int row, double[] q, double[] gradient) {
            double pull = row == 0 ? PULL : -PULL;
            double cube = q[0] * q[0] * q[0];
            gradient[0] += pull - cube / 2;
            return pull * q[0] - cube * q[0] / 8;
        }

        @Override
        public double sum(double[] q, int[] rows, int count, double[] gradient) {
            gradient[0] = 0;
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += term(rows[k], q, gradient);
            }
            return sum;
        }

        @Override
        public double sum(double[] q, int from, int to, double[] gradient) {
            gradient[0] = 0;
            double sum = 0;
            for (int row = from; row < to; row++) {
                sum += term(row, q, gradient);
            }
            return sum;
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[1]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            return sum(q, 0, 2, gradient);
        }
    }
}
