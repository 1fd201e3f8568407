package dev.cotangent.runtime.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Where chains keep their state from time to time. Each chain is written by one thread; several chains at once. */
public interface CheckpointStore {

    /** Keeps nothing and has nothing. */
    CheckpointStore NONE = new NoCheckpoints();

    /** Time between two checkpoints of a chain, or zero to keep none. */
    Duration interval();

    /**
     * Keeps the state of a chain beside the one before. Whatever happens meanwhile, one of the two can be read afterwards.
     *
     * @param content not modified, and not kept
     */
    void write(int chain, byte[] content) throws IOException;

    /**
     * States of a chain to go on from, newest first; none if the chain is to start afresh.
     *
     * @throws IOException if there was a state, but none can be used; the message tells users why
     */
    List<byte[]> read(int chain) throws IOException;

    /** What to throw if none of the states of a chain can be used, with what users can do about it. */
    default IOException unusable(int chain, String reason) {
        return new IOException("chain " + (chain + 1) + " cannot go on from its checkpoint: " + reason);
    }
}
