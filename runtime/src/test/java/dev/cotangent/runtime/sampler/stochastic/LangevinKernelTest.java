package dev.cotangent.runtime.sampler.stochastic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.ChainMoments;
import dev.cotangent.runtime.fixture.GaussianRows;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stationary laws that are known in closed form; every comparison has the false-alarm rate of {@link ChainMoments#assertIs}. */
class LangevinKernelTest {

    private static final int ROWS = 50;

    private static GaussianRows target() {
        UniformRandomProvider random = Randomness.seeded(11);
        double[] x = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[i] = 1 + 0.8 * StandardNormal.draw(random);
        }
        return GaussianRows.of(0.5, 2, x);
    }

    /** Stationary variance for a normal posterior, in the coordinate that the preconditioner has made of q. */
    private static double variance(double eps, double precision, double gradientVariance) {
        double contraction = 1 - eps * precision / 2;
        return (eps + eps * eps * gradientVariance / 4) / (1 - contraction * contraction);
    }

    @ParameterizedTest
    @CsvSource({"0.02, 5, 1", "0.05, 1, 1", "0.8, 10, 0.04"})
    void batchesDrawnWithReplacementGiveTheFormula(double eps, int batch, double scale) {
        GaussianRows target = target();
        double p = target.posteriorPrecision();
        Metric metric = scale == 1 ? new UnitMetric(1) : DiagonalMetric.of(new double[] {scale});
        double mean = target.posteriorMean(0);
        ChainMoments found = ChainMoments.of(
                new LangevinKernel(
                        new BatchGradient(target, Batches.of(ROWS, batch, BatchOrder.REPLACEMENT)),
                        metric,
                        StepSchedule.constant(eps)),
                new double[] {mean},
                1000,
                2_000_000,
                1,
                q -> (q[0] - mean) * (q[0] - mean));
        // a preconditioner is another unit of length: eps C P / 2 contracts, and C times the law of the unit is that of
        // q
        double expected = scale * variance(eps, scale * p, scale * target.gradientVariance(0, batch));
        found.assertIs(expected, 0.005);
    }

    @Test
    void allRowsLeaveTheBiasOfTheStepAlone() {
        GaussianRows target = target();
        double eps = 0.04;
        double mean = target.posteriorMean(0);
        ChainMoments found = ChainMoments.of(
                new LangevinKernel(new FullGradient(target), new UnitMetric(1), StepSchedule.constant(eps)),
                new double[] {mean},
                1000,
                500_000,
                2,
                q -> (q[0] - mean) * (q[0] - mean));
        double p = target.posteriorPrecision();
        found.assertIs(1 / (p * (1 - eps * p / 4)), 0.01);
    }

    @Test
    void controlVariatesTakeAllNoiseOutOfQuadraticsOfOneHessian() {
        GaussianRows target = target();
        double mean = target.posteriorMean(0);
        GradientEstimator estimator = new ControlVariateGradient(
                target, Batches.of(ROWS, 1, BatchOrder.REPLACEMENT), Anchor.at(new double[] {3}, target), 0);
        UniformRandomProvider random = Randomness.seeded(3);
        double[] gradient = new double[1];
        double[] exact = new double[1];
        for (double q : new double[] {-2, 0, mean, 5}) {
            estimator.renew(new double[] {q}, random);
            estimator.estimate(new double[] {q}, gradient);
            target.gradient(new double[] {q}, exact);
            assertThat(gradient[0]).isCloseTo(exact[0], org.assertj.core.api.Assertions.within(1e-10));
        }
    }

    @Test
    void decreasingStepsFollowTheSchedule() {
        StepSchedule steps = new StepSchedule(0.1, 0.55, 10);
        // a (b + t)^-gamma with a = 0.1 * 10^0.55
        double a = 0.1 * StrictMath.pow(10, 0.55);
        assertThat(steps.at(0)).isEqualTo(0.1);
        assertThat(steps.at(90))
                .isCloseTo(a * StrictMath.pow(100, -0.55), org.assertj.core.api.Assertions.within(1e-15));
    }

    @Test
    void anUpdateThatLeavesTheDensityIsDivergentAndStays() {
        GaussianRows target = target();
        LangevinKernel kernel =
                new LangevinKernel(new FullGradient(target), new UnitMetric(1), StepSchedule.constant(1e300));
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(4);
        kernel.init(new double[] {1e10}, state);
        kernel.step(state, random, info);
        assertThat(info.isDivergent()).isTrue();
        assertThat(state.position()).containsExactly(1e10);
    }
}
