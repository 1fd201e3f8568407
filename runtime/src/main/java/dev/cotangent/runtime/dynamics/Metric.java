package dev.cotangent.runtime.dynamics;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A constant mass matrix M. Immutable; safe to share between threads.
 *
 * <p>Its inverse should resemble the posterior covariance: then all directions of the whitened space have unit scale.
 */
public sealed interface Metric permits UnitMetric, DiagonalMetric, LowRankMetric, DenseMetric {

    MetricKind kind();

    /** Number of coordinates n. */
    int dimension();

    /**
     * Computes {@code v = M⁻¹ p}.
     *
     * @param momentum p, shape [n]; not modified
     * @param velocity overwritten with v, shape [n]; another array than {@code momentum}
     */
    void velocity(double[] momentum, double[] velocity);

    /**
     * Computes {@code q + t M⁻¹ p}.
     *
     * @param position q, shape [n]; not modified, unless it is {@code result}
     * @param momentum p, shape [n]; not modified
     * @param time t
     * @param result overwritten, shape [n]
     * @param scratch left unspecified, shape [n]; another array than the others
     */
    default void drift(double[] position, double[] momentum, double time, double[] result, double[] scratch) {
        velocity(momentum, scratch);
        for (int i = 0; i < position.length; i++) {
            result[i] = position[i] + time * scratch[i];
        }
    }

    /**
     * Draws {@code p ~ normal(0, M)}.
     *
     * @param momentum overwritten, shape [n]
     */
    void drawMomentum(UniformRandomProvider random, double[] momentum);

    /**
     * The inverse mass matrix as rows: n rows of n for {@link MetricKind#DENSE}, one row with the diagonal for the others. A
     * fresh copy.
     */
    double[][] inverseMass();

    /** The identity of a kind. */
    static Metric identity(MetricKind kind, int dimension) {
        return switch (kind) {
            case UNIT -> new UnitMetric(dimension);
            case DIAGONAL -> DiagonalMetric.identity(dimension);
            case LOW_RANK -> LowRankMetric.identity(dimension);
            case DENSE -> DenseMetric.identity(dimension);
        };
    }
}
