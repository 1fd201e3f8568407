package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricEstimatorTest {

    private static final double[][] POSITIONS = {{1, 10}, {2, 14}, {4, 9}, {7, 3}};

    /** Sample covariance of the four positions by hand, times 4/9, plus 5/9 of 1e-3 on the diagonal. */
    @Test
    void denseEstimateIsShrunkSampleCovariance() {
        DenseEstimator estimator = new DenseEstimator(2);
        add(estimator);
        double[][] estimate = estimator.estimate().inverseMass();
        double ridge = 5e-3 / 9;
        assertThat(estimate[0][0]).isCloseTo(4 / 9.0 * 7 + ridge, within(1e-13));
        assertThat(estimate[1][0]).isCloseTo(4 / 9.0 * -31 / 3, within(1e-13));
        assertThat(estimate[0][1]).isEqualTo(estimate[1][0]);
        assertThat(estimate[1][1]).isCloseTo(4 / 9.0 * 62 / 3 + ridge, within(1e-13));
    }

    @Test
    void diagonalEstimateIsDiagonalOfDense() {
        DenseEstimator dense = new DenseEstimator(2);
        DiagonalEstimator diagonal = new DiagonalEstimator(2);
        add(dense);
        add(diagonal);
        double[][] full = dense.estimate().inverseMass();
        assertThat(diagonal.estimate().inverseMass()[0])
                .containsExactly(new double[] {full[0][0], full[1][1]}, within(1e-13));
    }

    @Test
    void resetForgets() {
        DiagonalEstimator estimator = new DiagonalEstimator(2);
        estimator.add(new double[] {1e6, -1e6});
        estimator.reset();
        assertThat(estimator.count()).isZero();
        add(estimator);
        DiagonalEstimator fresh = new DiagonalEstimator(2);
        add(fresh);
        assertThat(estimator.estimate().inverseMass())
                .isEqualTo(fresh.estimate().inverseMass());
    }

    private static void add(MetricEstimator estimator) {
        for (double[] position : POSITIONS) {
            estimator.add(position);
        }
    }
}
