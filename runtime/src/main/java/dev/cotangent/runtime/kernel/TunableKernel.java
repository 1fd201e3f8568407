package dev.cotangent.runtime.kernel;

import dev.cotangent.runtime.dynamics.Metric;
import org.apache.commons.rng.UniformRandomProvider;

/** A kernel with a step size and a metric that warmup may set. */
public interface TunableKernel extends Kernel {

    double stepSize();

    /** Sets the step size; positive and finite. */
    void setStepSize(double stepSize);

    Metric metric();

    /** Sets the metric; of the dimension of the target. */
    void setMetric(Metric metric);

    /**
     * Change of energy over one integrator step from the state with a fresh momentum: {@code H(start) - H(end)}, in nats;
     * {@code -infinity} where the end has no mass. The state does not move.
     */
    double energyGain(ChainState state, UniformRandomProvider random);
}
