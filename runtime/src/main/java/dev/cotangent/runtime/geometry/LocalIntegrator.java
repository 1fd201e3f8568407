package dev.cotangent.runtime.geometry;

import dev.cotangent.runtime.kernel.Checkpointed;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Follows the dynamics of a {@link LocalMetric} over a trajectory. What it saves is what warmup has tuned of it. Owns its
 * scratch memory; belongs to one kernel.
 */
public interface LocalIntegrator extends Checkpointed {

    /** The metric, which has to be at the position where a trajectory starts, and is where it ends afterwards. */
    LocalMetric metric();

    /**
     * Follows a trajectory.
     *
     * @param q position, shape [n]; overwritten with the end
     * @param p momentum, shape [n]; overwritten with the end
     * @param random for variables that the integrator adds
     * @return false if the trajectory broke off: it came where there is no metric, or an equation could not be solved. Then
     *     the proposal is rejected.
     */
    boolean follow(double[] q, double[] p, int steps, double stepSize, UniformRandomProvider random);

    /**
     * Log density of the variables that the integrator added, at the end of the latest trajectory minus at its start: a term of
     * the logarithm of the acceptance ratio.
     */
    double auxiliaryGain();

    /**
     * Whether the way back from the end of the latest trajectory arrives where it began: a condition of acceptance. The metric
     * is at the end before and afterwards.
     *
     * @param q the end, not modified
     * @param p the end, not modified
     */
    boolean isReversible(double[] q, double[] p, double[] startPosition, int steps, double stepSize);

    /** Sets the typical sizes of the coordinates, positive, shape [n], of the integrator and its metric. */
    default void setScales(double[] scales) {
        metric().setScales(scales);
    }

    /** True if positions and momenta have copies, whose distance can be told. */
    default boolean hasCopies() {
        return false;
    }

    /** True if there is a binding to be tuned. */
    default boolean isBound() {
        return false;
    }

    /**
     * Sets the strength of the binding; not negative.
     *
     * @throws UnsupportedOperationException if there is none
     */
    default void setBinding(double binding) {
        throw new UnsupportedOperationException("there are no copies to bind");
    }

    /** How many times the latest trajectory evaluated the metric, the way back included. */
    int evaluations();

    /** Strength of the binding of copies; 0 without any. */
    double binding();

    /** Distance of the copies at the end of the latest trajectory, in units of the local metric a coordinate; 0 without any. */
    double copyDistance();
}
