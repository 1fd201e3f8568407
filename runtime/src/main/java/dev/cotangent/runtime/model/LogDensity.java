package dev.cotangent.runtime.model;

/**
 * A log density over R^n and its gradient, in nats, on the unconstrained scale.
 *
 * <p>An instance owns its scratch memory: it belongs to one thread. Obtain one per chain from {@link
 * Model#newLogDensity()}. Evaluation allocates nothing once its scratch memory has grown to size.
 */
public interface LogDensity {

    /** Number of unconstrained coordinates. */
    int dimension();

    /**
     * Evaluates the log density, Jacobian of the constraining transforms included.
     *
     * @param q position, shape [dimension]; not modified
     * @return the log density; {@code -infinity} where there is no mass or the model rejects
     * @throws ModelFailure if the model is at fault whatever the position (an index out of range, a size mismatch)
     */
    double value(double[] q);

    /**
     * Evaluates the log density and its gradient.
     *
     * @param q position, shape [dimension]; not modified
     * @param gradient overwritten with the gradient, shape [dimension]; unspecified where the value is not finite
     * @return the log density, as {@link #value}
     * @throws ModelFailure as {@link #value}
     */
    double gradient(double[] q, double[] gradient);
}
