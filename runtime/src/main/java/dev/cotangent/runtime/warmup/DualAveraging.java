package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.kernel.Checkpointed;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Dual averaging of the logarithm of the step size towards a target acceptance rate. Mutable.
 *
 * @see <a href="https://jmlr.org/papers/v15/hoffman14a.html">Hoffman and Gelman (2014), section 3.2</a>
 */
public final class DualAveraging implements Checkpointed {

    private final AdaptationOptions options;
    private double mu;
    private int updates;
    private double meanError;
    private double logStepSize;
    private double averagedLogStepSize;

    public DualAveraging(AdaptationOptions options, double initialStepSize) {
        this.options = options;
        restart(initialStepSize);
    }

    /** Forgets the past and shrinks towards ten times the given step size, as trying large steps is cheap. */
    public void restart(double stepSize) {
        mu = StrictMath.log(10 * stepSize);
        updates = 0;
        meanError = 0;
        logStepSize = StrictMath.log(stepSize);
        averagedLogStepSize = logStepSize;
    }

    /**
     * Learns from a transition with the current step size.
     *
     * @param acceptanceRate statistic in [0, 1]; NaN counts as 0, more than 1 as 1
     */
    public void update(double acceptanceRate) {
        updates++;
        double accepted = Double.isNaN(acceptanceRate) ? 0 : Math.min(acceptanceRate, 1);
        double eta = 1 / (updates + options.t0());
        meanError = (1 - eta) * meanError + eta * (options.targetAccept() - accepted);
        logStepSize = mu - meanError * Math.sqrt(updates) / options.gamma();
        // the first weight is 1, so the average starts afresh
        double weight = StrictMath.pow(updates, -options.kappa());
        averagedLogStepSize = (1 - weight) * averagedLogStepSize + weight * logStepSize;
    }

    /** Step size to explore with. */
    public double stepSize() {
        return StrictMath.exp(logStepSize);
    }

    /** Average to keep when adaptation ends; the initial step size if nothing was learned. */
    public double averagedStepSize() {
        return StrictMath.exp(averagedLogStepSize);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(mu);
        out.writeInt(updates);
        out.writeDouble(meanError);
        out.writeDouble(logStepSize);
        out.writeDouble(averagedLogStepSize);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        mu = in.readDouble();
        updates = in.readInt();
        meanError = in.readDouble();
        logStepSize = in.readDouble();
        averagedLogStepSize = in.readDouble();
    }
}
