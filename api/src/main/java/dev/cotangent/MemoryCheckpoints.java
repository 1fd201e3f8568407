package dev.cotangent;

import dev.cotangent.runtime.run.CheckpointStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the latest state of every chain in memory, and gives those of a snapshot to go on from. */
final class MemoryCheckpoints implements CheckpointStore {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Optional<Snapshot> former;
    private final Map<Integer, byte[]> latest = new ConcurrentHashMap<>();

    MemoryCheckpoints(Optional<Snapshot> former) {
        this.former = former;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public void write(int chain, byte[] content) {
        latest.put(chain, content);
    }

    @Override
    public List<byte[]> read(int chain) throws IOException {
        List<byte[]> states = former.map(snapshot -> snapshot.states(chain)).orElse(List.of());
        states.forEach(state -> latest.put(chain, state));
        return states;
    }

    Map<Integer, byte[]> states() {
        return new TreeMap<>(latest);
    }
}
