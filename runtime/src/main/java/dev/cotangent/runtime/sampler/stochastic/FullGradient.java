package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.model.Additive;
import java.io.DataInput;
import java.io.DataOutput;
import org.apache.commons.rng.UniformRandomProvider;

/** No estimate: the gradient over all rows. */
public final class FullGradient implements GradientEstimator {

    private final Additive target;
    private long rowTerms;

    public FullGradient(Additive target) {
        this.target = target;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public void renew(double[] q, UniformRandomProvider random) {
        // there is no choice
    }

    @Override
    public double estimate(double[] q, double[] gradient) {
        rowTerms += target.rows();
        return target.gradient(q, gradient);
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public long rowTerms() {
        return rowTerms;
    }

    @Override
    public void save(DataOutput out) {
        // nothing decides later estimates
    }

    @Override
    public void restore(DataInput in) {
        // nothing was saved
    }
}
