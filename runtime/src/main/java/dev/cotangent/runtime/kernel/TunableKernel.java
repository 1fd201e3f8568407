package dev.cotangent.runtime.kernel;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.SavedMetric;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A kernel with a step size and a metric that warmup may set. They are what it saves; one that has more to keep overrides
 * {@link #save} and {@link #restore}.
 */
public interface TunableKernel extends Kernel {

    /** The step size; with jitter, the middle of those that are used. */
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

    @Override
    default void save(DataOutput out) throws IOException {
        out.writeDouble(stepSize());
        SavedMetric.write(metric(), out);
    }

    @Override
    default void restore(DataInput in) throws IOException {
        setStepSize(in.readDouble());
        setMetric(SavedMetric.read(metric().dimension(), in));
    }
}
