package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.LowRankMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** For a normal posterior, scores are linear in positions, so that estimates are exact whatever the draws are. */
class FisherDivergenceTest {

    private static final double[][] COVARIANCE = {{4, 1.8, 0.02}, {1.8, 1, -0.01}, {0.02, -0.01, 0.01}};

    private static ScoredDraws draws(Gaussian target, int count) {
        UniformRandomProvider random = Randomness.seeded(3);
        ScoredDraws draws = new ScoredDraws(target.dimension(), 1000);
        for (int t = 0; t < count; t++) {
            double[] position = target.draw(random);
            double[] score = new double[position.length];
            ChainState state = new ChainState(position.length);
            state.moveTo(position, target.gradient(position, score), score);
            draws.add(state);
        }
        return draws;
    }

    private static Metric estimate(MetricKind kind, ScoredDraws draws) {
        double[] fallback = new double[draws.dimension()];
        Arrays.fill(fallback, 1);
        return FisherDivergence.estimate(kind, draws, fallback);
    }

    /** {@code M⁻¹} column by column. */
    private static double[][] inverseMass(Metric metric) {
        double[][] columns = new double[metric.dimension()][metric.dimension()];
        for (int k = 0; k < columns.length; k++) {
            double[] unit = new double[columns.length];
            unit[k] = 1;
            metric.velocity(unit, columns[k]);
        }
        return columns;
    }

    private static void assertIsCovariance(Metric metric, double[][] covariance, double tolerance) {
        double[][] found = inverseMass(metric);
        for (int i = 0; i < covariance.length; i++) {
            for (int j = 0; j < covariance.length; j++) {
                double size = Math.sqrt(covariance[i][i] * covariance[j][j]);
                assertThat(found[i][j]).as("%d, %d", i, j).isCloseTo(covariance[i][j], within(tolerance * size));
            }
        }
    }

    @Test
    void twoDrawsGiveTheDiagonalMetricOfIndependentNormals() {
        double[][] covariance = {{1e4, 0, 0}, {0, 1, 0}, {0, 0, 1e-6}};

        Metric metric = estimate(MetricKind.DIAGONAL, draws(Gaussian.ofCovariance(covariance), 2));

        assertIsCovariance(metric, covariance, 1e-12);
    }

    @Test
    void moreDrawsThanDimensionsGiveTheDenseMetricOfNormals() {
        Metric metric = estimate(MetricKind.DENSE, draws(Gaussian.ofCovariance(COVARIANCE), 6));

        // the ridge is 1e-5 beside sums of squares of some units
        assertIsCovariance(metric, COVARIANCE, 1e-4);
    }

    @Test
    void theLowRankMetricIsExactUpToVariancesThatAreLeftToTheScales() {
        double[][] covariance = {{1, 0.99, 0}, {0.99, 1, 0}, {0, 0, 9}};

        Metric metric = estimate(MetricKind.LOW_RANK, draws(Gaussian.ofCovariance(covariance), 6));

        assertThat(((LowRankMetric) metric).rank()).isEqualTo(2);
        assertIsCovariance(metric, covariance, 1e-4);
    }

    @Test
    void independentNormalsHaveNoDirections() {
        double[][] covariance = {{1e4, 0, 0}, {0, 1, 0}, {0, 0, 1e-6}};

        Metric metric = estimate(MetricKind.LOW_RANK, draws(Gaussian.ofCovariance(covariance), 10));

        assertThat(((LowRankMetric) metric).rank()).isZero();
        assertIsCovariance(metric, covariance, 1e-12);
    }

    /** Of 150 coordinates 148 are independent; 40 draws and scores span no more than 80 dimensions. */
    @Test
    void fewDrawsOfManyDimensionsShowAStrongDirection() {
        int n = 150;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            covariance[i][i] = i + 1;
        }
        covariance[3][7] = 0.99 * Math.sqrt(4 * 8);
        covariance[7][3] = covariance[3][7];

        LowRankMetric metric =
                (LowRankMetric) estimate(MetricKind.LOW_RANK, draws(Gaussian.ofCovariance(covariance), 40));

        double[][] found = inverseMass(metric);
        double correlation = found[3][7] / Math.sqrt(found[3][3] * found[7][7]);
        assertThat(metric.rank()).isBetween(1, 6);
        assertThat(correlation).isBetween(0.8, 0.999);
        // others keep their scales, as far as chance correlations of 40 draws let them
        assertThat(found[100][100]).isCloseTo(101, within(25.0));
    }

    /** Along a banana directions change from place to place; a linear map cannot whiten it. */
    @Test
    void curvedPosteriorsHaveNoDirections() {
        UniformRandomProvider random = Randomness.seeded(5);
        ScoredDraws draws = new ScoredDraws(2, 1000);
        for (int t = 0; t < 400; t++) {
            double along = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            double across = 0.01 * (random.nextDouble() + random.nextDouble() - 1);
            double second = 10 * along * along + along + across;
            ChainState state = new ChainState(2);
            double pull = -across / 1.7e-5;
            state.moveTo(new double[] {along, second}, 0, new double[] {-4 * along - pull * (20 * along + 1), pull});
            draws.add(state);
        }

        assertThat(((LowRankMetric) estimate(MetricKind.LOW_RANK, draws)).rank())
                .isZero();
    }

    @Test
    void aCoordinateWithoutScoreKeepsItsScale() {
        ScoredDraws draws = new ScoredDraws(2, 10);
        for (int t = 0; t < 5; t++) {
            ChainState state = new ChainState(2);
            state.moveTo(new double[] {t, t * t}, 0, new double[] {-4.0 * t, 0});
            draws.add(state);
        }

        Metric metric = FisherDivergence.estimate(MetricKind.DIAGONAL, draws, new double[] {1, 3});

        assertThat(metric.inverseMass()[0]).containsExactly(new double[] {0.25, 9}, within(1e-14));
    }

    @Test
    void theUnitMetricHasNothingToEstimate() {
        ScoredDraws draws = draws(Gaussian.standard(2), 3);
        assertThatThrownBy(() -> estimate(MetricKind.UNIT, draws)).isInstanceOf(IllegalArgumentException.class);
    }
}
