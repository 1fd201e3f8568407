package dev.cotangent.runtime.sampler.stochastic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Epochs: a shuffled order of all rows is cut into batches whose sizes differ by one at most. Every batch has the same weight, the
 * number of batches, so that the batches of an epoch sum exactly to all rows.
 */
final class EpochBatches implements Batches {

    private final int total;
    private final int batches;
    private final boolean palindromic;
    private final Permutation order;
    private final int[] rows;
    private int count;
    private long key;
    /** Batches of the epoch, or of the pair of epochs, that were taken. */
    private int taken;

    EpochBatches(int total, int size, boolean palindromic) {
        this.total = total;
        this.batches = (int) (((long) total + size - 1) / size);
        this.palindromic = palindromic;
        this.order = new Permutation(total);
        this.rows = new int[size];
        this.taken = turns();
    }

    private int turns() {
        return palindromic ? 2 * batches : batches;
    }

    @Override
    public void next(UniformRandomProvider random) {
        if (taken == turns()) {
            key = random.nextLong();
            order.shuffle(key);
            taken = 0;
        }
        int batch = taken < batches ? taken : 2 * batches - 1 - taken;
        taken++;
        int from = (int) ((long) batch * total / batches);
        int to = (int) ((batch + 1L) * total / batches);
        count = to - from;
        for (int k = 0; k < count; k++) {
            rows[k] = order.of(from + k);
        }
    }

    @Override
    public int[] rows() {
        return rows;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public double weight() {
        return batches;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(key);
        out.writeInt(taken);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        key = in.readLong();
        taken = in.readInt();
        if (taken < 0 || taken > turns()) {
            throw new IOException("an epoch of " + turns() + " batches cannot have had " + taken);
        }
        order.shuffle(key);
    }
}
