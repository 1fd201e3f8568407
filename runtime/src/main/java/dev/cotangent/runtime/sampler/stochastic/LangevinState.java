package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What the kernels of this package share: an estimator, the count of updates, and whether the chain's state has an estimate yet.
 */
final class LangevinState implements Checkpointed {

    private final GradientEstimator estimator;
    private final StepSchedule steps;
    private long updates;
    private boolean evaluated;
    private long termsBefore;

    LangevinState(GradientEstimator estimator, StepSchedule steps) {
        this.estimator = estimator;
        this.steps = steps;
    }

    GradientEstimator estimator() {
        return estimator;
    }

    /** Puts a chain somewhere; the estimate there has to wait for the stream of random numbers. */
    void init(double[] position, double[] scratch, ChainState state) {
        java.util.Arrays.fill(scratch, 0);
        state.moveTo(position, Double.NaN, scratch);
        evaluated = false;
        updates = 0;
    }

    /**
     * Begins an update.
     *
     * @return its step size
     */
    double begin(StepInfo info) {
        info.clear();
        termsBefore = estimator.rowTerms();
        double step = steps.at(updates++);
        info.setStepSize(step);
        return step;
    }

    /** Makes sure that the state has an estimate at its position; true if that is new. */
    boolean ensureEvaluated(ChainState state, UniformRandomProvider random, double[] gradient) {
        if (evaluated) {
            return false;
        }
        estimator.renew(state.position(), random);
        double value = estimator.estimate(state.position(), gradient);
        if (!Double.isFinite(value) || !Vectors.isFinite(gradient)) {
            throw new IllegalStateException("the log density is not finite where the chain starts");
        }
        state.moveTo(state.position(), value, gradient);
        evaluated = true;
        return true;
    }

    /** Ends an update, with what it cost. */
    void end(StepInfo info, int gradients, boolean divergent) {
        info.setNumIntegrationSteps(gradients);
        info.setRowTerms(estimator.rowTerms() - termsBefore);
        info.setDivergent(divergent);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(updates);
        out.writeBoolean(evaluated);
        estimator.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        updates = in.readLong();
        evaluated = in.readBoolean();
        estimator.restore(in);
    }
}
