package dev.cotangent.runtime.kernel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * State that decides the future of a chain: saved to and restored from a checkpoint, bit for bit.
 *
 * <p>What is restored must have been built with the same options and dimension as what was saved. Scratch memory that every
 * step overwrites is no part of it.
 */
public interface Checkpointed {

    /** Appends the state. */
    void save(DataOutput out) throws IOException;

    /**
     * Takes over a saved state, reading exactly what {@link #save} wrote.
     *
     * @throws IOException if it cannot be read, or was saved by something of another shape
     */
    void restore(DataInput in) throws IOException;
}
