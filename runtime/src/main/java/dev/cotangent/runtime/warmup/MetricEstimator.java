package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.kernel.Checkpointed;
import java.util.Optional;

/**
 * Estimates a metric from positions, by Welford's running moments.
 *
 * <p>Shrunk towards a small multiple of the identity as in Stan: {@code M⁻¹ = n/(n+5) S + 5/(n+5) 1e-3 I}, with S the
 * sample covariance (divisor n - 1) of n positions.
 */
interface MetricEstimator extends Checkpointed {

    void add(double[] position);

    /** Number of positions since the last reset. */
    int count();

    /**
     * The metric of the positions since the last reset, two at least.
     *
     * @throws IllegalArgumentException if the estimate is not positive definite and finite
     */
    Metric estimate();

    void reset();

    /** The estimator of a kind; none for the unit metric. */
    static Optional<MetricEstimator> of(MetricKind kind, int dimension) {
        return switch (kind) {
            case UNIT -> Optional.empty();
            case LOW_RANK -> throw new IllegalArgumentException("covariances of windows have no low-rank metric");
            case DIAGONAL -> Optional.of(new DiagonalEstimator(dimension));
            case DENSE -> Optional.of(new DenseEstimator(dimension));
        };
    }

    /** Weight of the sample covariance of n positions. */
    static double sampleWeight(int n) {
        return n / (n + 5.0);
    }

    /** What is added to the diagonal. */
    static double ridge(int n) {
        return 1e-3 * (5 / (n + 5.0));
    }
}
