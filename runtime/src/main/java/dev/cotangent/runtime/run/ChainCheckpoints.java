package dev.cotangent.runtime.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the state of one chain and of the sink of its draws, and brings both back.
 *
 * <p>States are taken between iterations, as a chain that is stopped within one has neither the old state nor the new. They
 * are taken into memory several times a second and written at the store's interval; when the chain stops, the latest one is
 * written. Both take at most about a fiftieth of the time, however large the state is.
 */
final class ChainCheckpoints {

    private static final long SNAPSHOT_NANOS = 200_000_000;
    private static final int LEAST_SHARE = 50;

    private final int chain;
    private final CheckpointStore store;
    private final long interval;
    private byte[] latest = {};
    private boolean latestIsWritten = true;
    private long nextSnapshot;
    private long nextWrite;

    ChainCheckpoints(int chain, CheckpointStore store) {
        this.chain = chain;
        this.store = store;
        this.interval = store.interval().toNanos();
        this.nextSnapshot = System.nanoTime();
        this.nextWrite = nextSnapshot + interval;
    }

    /**
     * Puts a chain where it was, and gives the sink of its draws; empty if it has to start afresh.
     *
     * @throws IOException if there was a state, but none can be used
     */
    static Optional<DrawSink.ChainSink> restore(Chain chain, CheckpointStore store, DrawSink sink) throws IOException {
        List<String> defects = new ArrayList<>();
        for (byte[] state : store.read(chain.number())) {
            try {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
                chain.restore(in);
                return Optional.of(sink.chain(chain.number(), in));
            } catch (EOFException e) {
                defects.add("the state is incomplete");
            } catch (IOException e) {
                defects.add(String.valueOf(e.getMessage()));
            }
        }
        if (!defects.isEmpty()) {
            throw store.unusable(chain.number(), defects.get(0));
        }
        return Optional.empty();
    }

    /** Takes the state between two iterations, if it is time. */
    void offer(Chain state, DrawSink.ChainSink sink) {
        if (interval > 0) {
            long now = System.nanoTime();
            if (now - nextWrite >= 0) {
                take(state, sink, now);
                write(sink);
            } else if (now - nextSnapshot >= 0) {
                take(state, sink, now);
            }
        }
    }

    /** Keeps the state of a chain that has done all its iterations. */
    void finish(Chain state, DrawSink.ChainSink sink) {
        if (interval > 0) {
            take(state, sink, System.nanoTime());
            write(sink);
        }
    }

    /** Keeps the latest state that was taken, as the chain stops before its end. */
    void stop(DrawSink.ChainSink sink) {
        if (!latestIsWritten) {
            write(sink);
        }
    }

    private void take(Chain state, DrawSink.ChainSink sink, long now) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(latest.length + 64);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            state.save(out);
            sink.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        latest = bytes.toByteArray();
        latestIsWritten = false;
        long end = System.nanoTime();
        nextSnapshot = end + Math.max(Math.min(SNAPSHOT_NANOS, interval), LEAST_SHARE * (end - now));
    }

    private void write(DrawSink.ChainSink sink) {
        long start = System.nanoTime();
        try {
            sink.sync();
            store.write(chain, latest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        latestIsWritten = true;
        long end = System.nanoTime();
        nextWrite = end + Math.max(interval, LEAST_SHARE * (end - start));
    }
}
