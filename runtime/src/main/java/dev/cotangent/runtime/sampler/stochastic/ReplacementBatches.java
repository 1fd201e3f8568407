package dev.cotangent.runtime.sampler.stochastic;

import java.io.DataInput;
import java.io.DataOutput;
import org.apache.commons.rng.UniformRandomProvider;

/** Rows drawn independently and uniformly. */
final class ReplacementBatches implements Batches {

    private final int total;
    private final int[] rows;

    ReplacementBatches(int total, int size) {
        this.total = total;
        this.rows = new int[size];
    }

    @Override
    public void next(UniformRandomProvider random) {
        for (int k = 0; k < rows.length; k++) {
            rows[k] = random.nextInt(total);
        }
    }

    @Override
    public int[] rows() {
        return rows;
    }

    @Override
    public int count() {
        return rows.length;
    }

    @Override
    public double weight() {
        return (double) total / rows.length;
    }

    @Override
    public void save(DataOutput out) {
        // the next batch depends on the stream alone
    }

    @Override
    public void restore(DataInput in) {
        // nothing was saved
    }
}
