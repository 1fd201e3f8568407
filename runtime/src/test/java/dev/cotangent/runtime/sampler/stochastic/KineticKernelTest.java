package dev.cotangent.runtime.sampler.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.ChainMoments;
import dev.cotangent.runtime.fixture.GaussianRows;
import dev.cotangent.runtime.fixture.QuarticRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stationary laws; every comparison has the false-alarm rate of {@link ChainMoments#assertIs}. */
class KineticKernelTest {

    private static ChainMoments square(Kernels kernels, double h, long steps, long seed) {
        return ChainMoments.of(kernels.of(h), new double[] {0.1}, 1000, steps, seed, q -> q[0] * q[0]);
    }

    /** A kernel by its step size. */
    private interface Kernels {
        dev.cotangent.runtime.kernel.Kernel of(double h);
    }

    private static KineticKernel kinetic(GradientEstimator estimator, Splitting splitting, double h) {
        return new KineticKernel(estimator, splitting, new UnitMetric(1), StepSchedule.constant(h), 1);
    }

    @Test
    void baoabIsExactForNormalsWithAllRowsHoweverCoarse() {
        GaussianRows target = GaussianRows.of(0.25, 0, -1, 1, -2, 2);
        // precision 1: the step may go up to 2
        square(h -> kinetic(new FullGradient(target), Splitting.BAOAB, h), 1.6, 2_000_000, 1)
                .assertIs(1, 0.003);
    }

    @ParameterizedTest
    @EnumSource(Splitting.class)
    void everySplittingHasTheVarianceOfItsLinearRecursion(Splitting splitting) {
        GaussianRows target = GaussianRows.of(0.25, 0, -1, 1, -2, 2);
        double h = 0.6;
        square(x -> kinetic(new FullGradient(target), splitting, x), h, 2_000_000, 2)
                .assertIs(stationaryVariance(splitting, h), 0.004);
    }

    /** Of q, for a normal density of precision 1 and friction 1: the fixed point of the covariance under the step, written out. */
    private static double stationaryVariance(Splitting splitting, double h) {
        double c = StrictMath.exp(-h);
        double noise = 1 - c * c;
        return switch (splitting) {
            // both are exact: see their second-order relatives in Leimkuhler and Matthews (2013)
            case BAOAB, ABOBA -> 1;
            // r1 = r - h q; q' = q + h r1; r' = c r1 + noise
            case LIE_TROTTER -> fixedPoint(1 - h * h, h, -c * h, c, noise);
            // q' = q + h r; r' = (1 - h) r - h q' + noise of variance 2 h
            case EULER -> fixedPoint(1, h, -h, 1 - h - h * h, 2 * h);
        };
    }

    /** Variance of q of the stationary law of {@code (q, r) -> (a q + b r, c q + d r + noise)}. */
    private static double fixedPoint(double a, double b, double c, double d, double noise) {
        double qq = 1;
        double qr = 0;
        double rr = 1;
        for (int k = 0; k < 10_000; k++) {
            double nextQq = a * a * qq + 2 * a * b * qr + b * b * rr;
            double nextQr = a * c * qq + (a * d + b * c) * qr + b * d * rr;
            double nextRr = c * c * qq + 2 * c * d * qr + d * d * rr + noise;
            qq = nextQq;
            qr = nextQr;
            rr = nextRr;
        }
        return qq;
    }

    @Test
    void aMassMatrixChangesTheUnitsAlone() {
        GaussianRows target = new GaussianRows(new double[][] {{1, 0}, {-1, 3}, {0, -3}}, 4, 0);
        Metric metric = DenseMetric.of(new double[][] {{1 / 12.0, 0.02}, {0.02, 1 / 12.0}});
        ChainMoments.of(
                        new KineticKernel(
                                new FullGradient(target), Splitting.BAOAB, metric, StepSchedule.constant(1.2), 1),
                        new double[2],
                        1000,
                        1_000_000,
                        3,
                        q -> q[1] * q[1])
                .assertIs(1 / 12.0, 0.004);
    }

    @ParameterizedTest
    @EnumSource(Splitting.class)
    void shortStepsWithBatchesApproachThePosterior(Splitting splitting) {
        QuarticRows target = new QuarticRows(-0.2, 0.2, 0.1, -0.1);
        ChainMoments found = square(
                h -> kinetic(new BatchGradient(target, Batches.of(4, 2, BatchOrder.REPLACEMENT)), splitting, h),
                0.02,
                4_000_000,
                4);
        assertThat(found.mean()).isBetween(0.97 * QuarticRows.VARIANCE, 1.03 * QuarticRows.VARIANCE);
    }
}
