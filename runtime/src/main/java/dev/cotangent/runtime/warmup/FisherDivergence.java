package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.LowRankMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Metrics that minimise the Fisher divergence between the whitened posterior and a standard normal, over draws x with
 * scores a, the gradients of the log density.
 *
 * <p>Among all covariances, {@code S Cov(a) S = Cov(x)}: the geometric mean of {@code Cov(x)} and {@code Cov(a)⁻¹}. Among
 * diagonal ones {@code s_i² = sd(x_i) / sd(a_i)}. For a normal posterior both are exact, from as few draws as determine
 * them, since scores are linear in positions. The low-rank metric scales by the diagonal one, and takes from the
 * geometric mean of what remains the directions whose variance is far from 1.
 *
 * @see <a href="https://arxiv.org/abs/2603.18845">Seyboldt, Carlson and Carpenter (2026)</a>, nutpie's adaptation, whose
 *     regularisation and cutoff these are
 */
final class FisherDivergence {

    /** Variances up to this factor away from 1 are left to the scales. */
    private static final double CUTOFF = 2;

    /** What is added to the sums of squares of the rescaled draws and scores, so that few of them suffice. */
    private static final double RIDGE = 1e-5;

    /**
     * Largest dimension whose matrices are decomposed whole; of more dimensions, as many draws and scores together span a
     * subspace. 200 ms an estimate at most, where 500 dimensions would take seconds.
     */
    private static final int LARGEST = 100;

    /**
     * Excess of the covariance over the inverse covariance of scores, 1 for a normal posterior, above which the posterior
     * is so curved that its directions differ from place to place. In coordinates that are whitened on average,
     * trajectories then turn before they have crossed it: the diagonal metric's are longer and mix better.
     */
    private static final double CURVED = 3;

    /** Draws a dimension from which on the excess is known well enough. */
    private static final int DRAWS_A_DIMENSION = 5;

    private static final double LEAST_SCALE = 1e-10;

    private final ScoredDraws draws;
    private final double[] scales;

    private FisherDivergence(ScoredDraws draws, double[] scales) {
        this.draws = draws;
        this.scales = scales;
    }

    /**
     * The best metric of a kind.
     *
     * @param kind not {@link MetricKind#UNIT}
     * @param draws two at least
     * @param fallback scales of coordinates that draws or scores say nothing of, shape [n]
     */
    static Metric estimate(MetricKind kind, ScoredDraws draws, double[] fallback) {
        FisherDivergence divergence = new FisherDivergence(draws, scales(draws, fallback));
        return switch (kind) {
            case DIAGONAL -> divergence.diagonal();
            case LOW_RANK -> divergence.lowRank();
            case DENSE -> divergence.dense();
            case UNIT -> throw new IllegalArgumentException("the unit metric has nothing to estimate");
        };
    }

    private static double[] scales(ScoredDraws draws, double[] fallback) {
        double[] ofPositions = sumsOfSquares(draws.positions());
        double[] ofScores = sumsOfSquares(draws.scores());
        double[] scales = new double[fallback.length];
        for (int i = 0; i < scales.length; i++) {
            double scale = Math.sqrt(Math.sqrt(ofPositions[i] / ofScores[i]));
            scales[i] = scale > LEAST_SCALE && scale < 1 / LEAST_SCALE ? scale : fallback[i];
        }
        return scales;
    }

    /** About the mean, by coordinate. */
    private static double[] sumsOfSquares(List<double[]> rows) {
        double[] mean = new double[rows.get(0).length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.size();
            }
        }
        double[] sums = new double[mean.length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                sums[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }
        return sums;
    }

    private Metric diagonal() {
        double[] variances = new double[scales.length];
        for (int i = 0; i < scales.length; i++) {
            variances[i] = scales[i] * scales[i];
        }
        return DiagonalMetric.of(variances);
    }

    private Metric dense() {
        int n = scales.length;
        double[][] s = GeometricMean.of(
                        Gram.of(rescaled(draws.positions(), draws.size(), -1), RIDGE),
                        Gram.of(rescaled(draws.scores(), draws.size(), 1), RIDGE))
                .matrix();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s[i][j] *= scales[i] * scales[j];
            }
        }
        return DenseMetric.of(s);
    }

    private Metric lowRank() {
        boolean whole = scales.length <= LARGEST;
        int count = whole ? draws.size() : Math.min(draws.size(), LARGEST / 2);
        double[][] x = rescaled(draws.positions(), count, -1);
        double[][] a = rescaled(draws.scores(), count, 1);
        if (scales.length <= 2 * count) {
            return lowRank(x, a, List.of());
        }
        Subspace subspace = Subspace.spannedBy(x, a);
        return lowRank(subspace.project(x), subspace.project(a), List.of(subspace));
    }

    private Metric lowRank(double[][] x, double[][] a, List<Subspace> within) {
        GeometricMean mean = GeometricMean.of(Gram.of(x, RIDGE), Gram.of(a, RIDGE));
        // both are sums over the draws
        if (x.length >= DRAWS_A_DIMENSION * x[0].length && mean.discrepancy() > CURVED * x.length) {
            return LowRankMetric.of(scales, new double[0], new double[0][]);
        }
        SymmetricEigen eigen = SymmetricEigen.of(mean.matrix());
        List<double[]> directions = new ArrayList<>();
        List<Double> variances = new ArrayList<>();
        for (int k = 0; k < eigen.values().length; k++) {
            double variance = eigen.values()[k];
            if (variance > CUTOFF || variance < 1 / CUTOFF && variance > LEAST_SCALE) {
                double[] vector = eigen.vectors()[k];
                directions.add(within.isEmpty() ? vector : within.get(0).lift(vector));
                variances.add(variance);
            }
        }
        return LowRankMetric.of(
                scales, variances.stream().mapToDouble(v -> v).toArray(), directions.toArray(double[][]::new));
    }

    /** So many rows, evenly from all, times a power of the scales, about their mean. */
    private double[][] rescaled(List<double[]> rows, int count, int power) {
        int n = scales.length;
        double[][] result = new double[count][n];
        double[] mean = new double[n];
        for (int t = 0; t < count; t++) {
            double[] row = rows.get((int) ((t + 1L) * rows.size() / count) - 1);
            for (int i = 0; i < n; i++) {
                result[t][i] = power > 0 ? row[i] * scales[i] : row[i] / scales[i];
                mean[i] += result[t][i] / count;
            }
        }
        for (double[] row : result) {
            for (int i = 0; i < n; i++) {
                row[i] -= mean[i];
            }
        }
        return result;
    }
}
