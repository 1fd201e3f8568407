package dev.cotangent.runtime.run;

import java.time.Duration;
import java.util.List;

/** Keeps nothing and has nothing. */
final class NoCheckpoints implements CheckpointStore {

    @Override
    public Duration interval() {
        return Duration.ZERO;
    }

    @Override
    public void write(int chain, byte[] content) {
        // nothing is kept
    }

    @Override
    public List<byte[]> read(int chain) {
        return List.of();
    }
}
