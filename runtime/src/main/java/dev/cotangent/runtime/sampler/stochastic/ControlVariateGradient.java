package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.kernel.SavedArray;
import dev.cotangent.runtime.model.Additive;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * {@code grad rest(q) + grad S(a) + w sum over the batch of (grad term_i(q) - grad term_i(a))}, S being the sum over all rows and a
 * the anchor, a point near the posterior's mass. The noise of the estimate shrinks with the distance from the anchor, and is 0 where
 * the terms are quadratics of one Hessian.
 *
 * <p>The anchor stays (Baker, Fearnhead, Fox and Nemeth 2019), or moves to where the chain is every so many batches, at the price of
 * a pass over all rows (SVRG; Dubey et al. 2016).
 *
 * @see <a href="https://doi.org/10.1007/s11222-018-9826-2">Baker et al. (2019), Control variates for stochastic gradient MCMC</a>
 */
public final class ControlVariateGradient implements GradientEstimator {

    private final Additive target;
    private final Batches batches;
    private final int refresh;
    private final double[] anchor;
    private final double[] anchorGradient;
    private final double[] atAnchor;
    private final double[] atPoint;
    private double anchorSum;
    private double batchSum;
    private int age;
    private long rowTerms;

    /**
     * An estimator; target and batches become its own.
     *
     * @param anchor a point with the sum of all rows there; copied
     * @param refresh batches after which the anchor moves; 0 if it stays
     */
    public ControlVariateGradient(Additive target, Batches batches, Anchor anchor, int refresh) {
        this.target = target;
        this.batches = batches;
        this.refresh = refresh;
        this.anchor = anchor.position().clone();
        this.anchorGradient = anchor.gradient().clone();
        this.anchorSum = anchor.sum();
        this.atAnchor = new double[this.anchor.length];
        this.atPoint = new double[this.anchor.length];
    }

    @Override
    public int dimension() {
        return anchor.length;
    }

    @Override
    public void renew(double[] q, UniformRandomProvider random) {
        if (refresh > 0 && ++age >= refresh) {
            moveAnchor(q);
            age = 0;
        }
        batches.next(random);
        batchSum = target.sum(anchor, batches.rows(), batches.count(), atAnchor);
        rowTerms += batches.count();
    }

    private void moveAnchor(double[] q) {
        double sum = target.sum(q, 0, target.rows(), atPoint);
        rowTerms += target.rows();
        if (Double.isFinite(sum) && Vectors.isFinite(atPoint)) {
            anchorSum = sum;
            System.arraycopy(q, 0, anchor, 0, anchor.length);
            System.arraycopy(atPoint, 0, anchorGradient, 0, anchor.length);
        }
    }

    @Override
    public double estimate(double[] q, double[] gradient) {
        double rest = target.rest(q, gradient);
        double value = target.sum(q, batches.rows(), batches.count(), atPoint);
        rowTerms += batches.count();
        double weight = batches.weight();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += anchorGradient[i] + weight * (atPoint[i] - atAnchor[i]);
        }
        return rest + anchorSum + weight * (value - batchSum);
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
        if (refresh > 0) {
            out.writeInt(age);
            out.writeDouble(anchorSum);
            SavedArray.write(anchor, out);
            SavedArray.write(anchorGradient, out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        batches.restore(in);
        if (refresh > 0) {
            age = in.readInt();
            anchorSum = in.readDouble();
            SavedArray.read(anchor, in);
            SavedArray.read(anchorGradient, in);
        }
    }
}
