package dev.cotangent;

import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.CancelledException;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.io.DataInput;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The draws of a run while it runs, for one consumer. Holds a bounded number of them: chains wait for a slow consumer, and the
 * consumer for slow chains. The draws of a chain arrive in their order, those of several chains in any.
 *
 * <p>A consumer that gives up has to {@link #close()}, so that chains do not wait for it.
 */
public final class DrawStream implements AutoCloseable {

    private static final long POLL_MILLIS = 10;

    private final BlockingQueue<Draw> queue;
    private final BooleanSupplier cancelled;
    private volatile boolean ended;
    private volatile boolean closed;

    DrawStream(int capacity, BooleanSupplier cancelled) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
        }
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.cancelled = cancelled;
    }

    /**
     * The next draw; empty at the end of the run, or once the stream is closed.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<Draw> next() throws InterruptedException {
        while (!closed) {
            // asked before the queue is: what came before the end is there afterwards
            boolean last = ended;
            Draw draw = queue.poll(last ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (draw != null) {
                return Optional.of(draw);
            }
            if (last) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The draws as a sequential stream, once. An interrupt ends it, and stays. Closing it closes this. */
    public Stream<Draw> stream() {
        Spliterator<Draw> draws = Spliterators.spliteratorUnknownSize(
                new Draws(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        return StreamSupport.stream(draws, false).onClose(this::close);
    }

    /** Takes no more draws; the run goes on without. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
    }

    private final class Draws implements Iterator<Draw> {

        private Optional<Draw> ahead = Optional.empty();

        @Override
        public boolean hasNext() {
            if (ahead.isEmpty()) {
                try {
                    ahead = DrawStream.this.next();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return ahead.isPresent();
        }

        @Override
        public Draw next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Draw draw = ahead.orElseThrow();
            ahead = Optional.empty();
            return draw;
        }
    }

    /** Where the run puts its draws. */
    DrawSink sink() {
        return new Sink();
    }

    private final class Sink implements DrawSink {

        private volatile List<Column> columns = List.of();

        @Override
        public void begin(RunHeader header) {
            columns = header.columns();
        }

        @Override
        public ChainSink chain(int chain) {
            return new ChainDraws(chain, columns);
        }

        @Override
        public ChainSink chain(int chain, DataInput saved) {
            return chain(chain);
        }

        @Override
        public void end(RunReport report) {
            ended = true;
        }
    }

    private final class ChainDraws implements DrawSink.ChainSink {

        private final int chain;
        private final List<Column> columns;

        ChainDraws(int chain, List<Column> columns) {
            this.chain = chain;
            this.columns = columns;
        }

        @Override
        public void draw(Phase phase, double[] row) {
            if (phase == Phase.SAMPLING) {
                put(new Draw(chain, columns, row.clone()));
            }
        }

        private void put(Draw draw) {
            try {
                while (!closed && !queue.offer(draw, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (cancelled.getAsBoolean()) {
                        throw new CancelledException();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            }
        }

        @Override
        public void adapted(Adaptation adaptation) {
            // no draw
        }

        @Override
        public void end(ChainReport report) {
            // the run's end is the stream's
        }
    }
}
