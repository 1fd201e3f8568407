package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.model.Additive;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;

/** {@code grad rest(q) + w sum over the batch of grad term_i(q)}, w the weight of the batch. */
public final class BatchGradient implements GradientEstimator {

    private final Additive target;
    private final Batches batches;
    private final double[] sum;
    private long rowTerms;

    /** An estimator; both become its own. */
    public BatchGradient(Additive target, Batches batches) {
        this.target = target;
        this.batches = batches;
        this.sum = new double[target.dimension()];
    }

    @Override
    public int dimension() {
        return sum.length;
    }

    @Override
    public void renew(double[] q, UniformRandomProvider random) {
        batches.next(random);
    }

    @Override
    public double estimate(double[] q, double[] gradient) {
        double rest = target.rest(q, gradient);
        double value = target.sum(q, batches.rows(), batches.count(), sum);
        rowTerms += batches.count();
        Vectors.add(batches.weight(), sum, gradient);
        return rest + batches.weight() * value;
    }

    @Override
    public boolean isExact() {
        return false;
    }

    @Override
    public long rowTerms() {
        return rowTerms;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        batches.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        batches.restore(in);
    }
}
