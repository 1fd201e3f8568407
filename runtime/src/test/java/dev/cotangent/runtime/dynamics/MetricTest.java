package dev.cotangent.runtime.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Randomness;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class MetricTest {

    private static final double[][] COVARIANCE = {{2, 0.6, -0.2}, {0.6, 1, 0.3}, {-0.2, 0.3, 0.5}};

    @Test
    void denseVelocityIsMatrixTimesMomentum() {
        double[] velocity = new double[3];
        DenseMetric.of(COVARIANCE).velocity(new double[] {1, 2, 3}, velocity);
        assertThat(velocity).containsExactly(new double[] {2.6, 3.5, 1.9}, within(1e-15));
    }

    @Test
    void diagonalAndDenseAgreeOnDiagonalMatrices() {
        double[] diagonal = new double[2];
        double[] dense = new double[2];
        Metric a = DiagonalMetric.of(new double[] {4, 0.25});
        Metric b = DenseMetric.of(new double[][] {{4, 0}, {0, 0.25}});
        a.drawMomentum(Randomness.seeded(7), diagonal);
        b.drawMomentum(Randomness.seeded(7), dense);
        assertThat(dense).containsExactly(diagonal, within(1e-15));
    }

    /**
     * With p ~ normal(0, M), v = M⁻¹p has covariance M⁻¹. Each of the 6 moments of 40,000 draws is within 4.5 standard
     * errors, false alarm rate 6 x 7e-6 for a random seed.
     */
    @Test
    void velocityOfDrawnMomentumHasCovarianceOfInverseMass() {
        Metric metric = DenseMetric.of(COVARIANCE);
        UniformRandomProvider random = Randomness.seeded(11);
        int draws = 40_000;
        double[][] sums = new double[3][3];
        double[] momentum = new double[3];
        double[] velocity = new double[3];
        for (int k = 0; k < draws; k++) {
            metric.drawMomentum(random, momentum);
            metric.velocity(momentum, velocity);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j <= i; j++) {
                    sums[i][j] += velocity[i] * velocity[j];
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double variance = COVARIANCE[i][i] * COVARIANCE[j][j] + COVARIANCE[i][j] * COVARIANCE[i][j];
                double standardError = Math.sqrt(variance / draws);
                assertThat(sums[i][j] / draws).isCloseTo(COVARIANCE[i][j], within(4.5 * standardError));
            }
        }
    }

    @Test
    void rejectsMatrixThatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> DenseMetric.of(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("positive definite, but pivot 1 is -3");
    }

    @Test
    void rejectsVarianceOfZero() {
        assertThatThrownBy(() -> DiagonalMetric.of(new double[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("element 1 is 0.0");
    }
}
