package dev.cotangent.runtime.sampler.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.ChainMoments;
import dev.cotangent.runtime.fixture.QuarticRows;
import dev.cotangent.runtime.kernel.Kernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bias of the variance on a quartic density against the step size. Slopes in logarithms are between a step and its half; their
 * tolerance is 0.3, of which terms of higher order take 0.1, and the rest is three standard errors or more: one in 300 fails by chance.
 */
@Tag("slow")
class BiasOrderTest {

    private static final long STEPS = 6_000_000;

    private static Kernel langevin(GradientEstimator estimator, double step) {
        return new LangevinKernel(estimator, new UnitMetric(1), StepSchedule.constant(step));
    }

    private static Kernel baoab(GradientEstimator estimator, double step) {
        return new KineticKernel(estimator, Splitting.BAOAB, new UnitMetric(1), StepSchedule.constant(step), 1);
    }

    private static GradientEstimator batches(BatchOrder order) {
        QuarticRows target = new QuarticRows(-1, 1);
        return new BatchGradient(target, Batches.of(2, 1, order));
    }

    private static ChainMoments bias(Kernel kernel) {
        ChainMoments square = ChainMoments.of(kernel, new double[1], 1000, STEPS, 31, q -> q[0] * q[0]);
        return new ChainMoments(square.mean() - QuarticRows.VARIANCE, square.error());
    }

    @ParameterizedTest
    @CsvSource({"false, 0.2", "true, 0.1"})
    void independentBatchesHaveABiasOfFirstOrder(boolean kinetic, double step) {
        ChainMoments coarse = bias(kernel(kinetic, step));
        ChainMoments fine = bias(kernel(kinetic, step / 2));
        double slope = StrictMath.log(coarse.mean() / fine.mean()) / StrictMath.log(2);
        assertThat(fine.error() / fine.mean()).isLessThan(0.045);
        assertThat(slope).isBetween(0.7, 1.3);
    }

    private static Kernel kernel(boolean kinetic, double step) {
        GradientEstimator estimator = batches(BatchOrder.REPLACEMENT);
        return kinetic ? baoab(estimator, step) : langevin(estimator, step);
    }

    /** A twentieth is more than ten standard errors of what palindromes leave. */
    @Test
    void reshuffledPalindromesTakeItAway() {
        ChainMoments independent = bias(baoab(batches(BatchOrder.REPLACEMENT), 0.2));
        ChainMoments palindromes = bias(baoab(batches(BatchOrder.PALINDROMES), 0.2));
        assertThat(independent.mean()).isGreaterThan(0.1 * QuarticRows.VARIANCE);
        assertThat(Math.abs(palindromes.mean())).isLessThan(0.05 * independent.mean());
    }
}
