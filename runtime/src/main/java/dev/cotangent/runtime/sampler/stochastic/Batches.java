package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.kernel.Checkpointed;
import org.apache.commons.rng.UniformRandomProvider;

/** The choice of rows, batch after batch. Mutable; belongs to one chain. */
public interface Batches extends Checkpointed {

    /** Chooses the next batch. */
    void next(UniformRandomProvider random);

    /** Numbers of the rows, from 0; only the first {@link #count()} count. Overwritten by the next batch. */
    int[] rows();

    /** Number of rows of the batch, positive. */
    int count();

    /** What the sum over the batch is multiplied by to estimate the sum over all rows. */
    double weight();

    /**
     * Batches of a number of rows.
     *
     * @param rows number of rows there are, positive
     * @param size rows a batch, positive; of shuffled epochs at most so many, as they are cut into equal parts
     */
    static Batches of(int rows, int size, BatchOrder order) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, but is " + rows);
        }
        if (size < 1) {
            throw new IllegalArgumentException("batch must be at least 1, but is " + size);
        }
        return order == BatchOrder.REPLACEMENT
                ? new ReplacementBatches(rows, size)
                : new EpochBatches(rows, size, order == BatchOrder.PALINDROMES);
    }
}
