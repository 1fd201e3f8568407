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

    /** Scales D. */
    private static final double[] SCALES = {2, 0.5, 1};

    private static final double[][] DIRECTIONS = {{0.6, 0.8, 0}, {0, 0, 1}};
    private static final double[] VARIANCES = {5, 0.1};

    private static LowRankMetric lowRank() {
        return LowRankMetric.of(SCALES, VARIANCES, DIRECTIONS);
    }

    /** {@code D (I + U (L - I) U') D}, written out. */
    private static double[][] lowRankInverseMass() {
        double[][] inverseMass = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double inner = i == j ? 1 : 0;
                for (int k = 0; k < 2; k++) {
                    inner += (VARIANCES[k] - 1) * DIRECTIONS[k][i] * DIRECTIONS[k][j];
                }
                inverseMass[i][j] = SCALES[i] * inner * SCALES[j];
            }
        }
        return inverseMass;
    }

    @Test
    void lowRankVelocityIsThatOfTheDenseMatrix() {
        double[] velocity = new double[3];
        double[] dense = new double[3];
        lowRank().velocity(new double[] {1, 2, 3}, velocity);
        DenseMetric.of(lowRankInverseMass()).velocity(new double[] {1, 2, 3}, dense);
        assertThat(velocity).containsExactly(dense, within(1e-14));
        double[][] full = lowRankInverseMass();
        assertThat(lowRank().inverseMass()[0])
                .containsExactly(new double[] {full[0][0], full[1][1], full[2][2]}, within(1e-15));
    }

    @Test
    void lowRankVelocityOfDrawnMomentumHasCovarianceOfInverseMass() {
        velocityOfDrawnMomentumHasCovariance(lowRank(), lowRankInverseMass());
    }

    @Test
    void lowRankWithoutDirectionsIsDiagonal() {
        double[] lowRank = new double[2];
        double[] diagonal = new double[2];
        Metric a = LowRankMetric.of(new double[] {2, 0.5}, new double[0], new double[0][]);
        Metric b = DiagonalMetric.of(new double[] {4, 0.25});
        a.drawMomentum(Randomness.seeded(7), lowRank);
        b.drawMomentum(Randomness.seeded(7), diagonal);
        assertThat(lowRank).containsExactly(diagonal, within(1e-15));
    }

    @Test
    void rejectsDirectionsThatAreNotOrthonormal() {
        assertThatThrownBy(() ->
                        LowRankMetric.of(new double[] {1, 1}, new double[] {2, 3}, new double[][] {{1, 0}, {0.6, 0.8}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("directions must be orthonormal, but 0 and 1 are not");
    }

    @Test
    void rejectsScalesWhoseSquaresAreNoNumbers() {
        assertThatThrownBy(() -> LowRankMetric.of(new double[] {1, 1e-200}, new double[0], new double[0][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scales must be positive and finite, but element 1");
    }

    /**
     * With p ~ normal(0, M), v = M⁻¹p has covariance M⁻¹. Each of the 6 moments of 40,000 draws is within 4.5 standard
     * errors, false alarm rate 6 x 7e-6 for a random seed.
     */
    @Test
    void velocityOfDrawnMomentumHasCovarianceOfInverseMass() {
        velocityOfDrawnMomentumHasCovariance(DenseMetric.of(COVARIANCE), COVARIANCE);
    }

    private static void velocityOfDrawnMomentumHasCovariance(Metric metric, double[][] covariance) {
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
                double variance = covariance[i][i] * covariance[j][j] + covariance[i][j] * covariance[i][j];
                double standardError = Math.sqrt(variance / draws);
                assertThat(sums[i][j] / draws).isCloseTo(covariance[i][j], within(4.5 * standardError));
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
