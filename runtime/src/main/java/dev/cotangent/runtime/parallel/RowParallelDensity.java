package dev.cotangent.runtime.parallel;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A log density as the rest and chunks of rows, which the caller and helpers take one after the other. Chunks have results of
 * their own, added in order. Helpers end when nobody holds the density any more.
 */
final class RowParallelDensity implements LogDensity, ExplainsRejection {

    /** Rows of a chunk at least: less is not worth a helper's while. */
    private static final int LEAST_CHUNK = 512;

    private static final int MOST_CHUNKS = 64;

    /** How long a helper waits for work before it sleeps, in looks; and how long it sleeps before it asks if it is needed. */
    private static final int LOOKS = 2000;

    private static final long SLEEP = TimeUnit.SECONDS.toNanos(1);

    private final List<Additive> evaluators;
    private final int rows;
    private final int chunks;
    private final double[] position;
    private final double[] scratch;
    private final double[] values;
    private final double[][] gradients;
    private final Throwable[] failures;
    private final List<Optional<ModelFailure>> rejections;
    private final AtomicInteger next;
    private final AtomicInteger done = new AtomicInteger();
    private volatile int round;
    private List<Thread> helpers = List.of();
    private Optional<ModelFailure> rejection = Optional.empty();

    private RowParallelDensity(List<Additive> evaluators) {
        this.evaluators = evaluators;
        Additive first = evaluators.get(0);
        int dimension = first.dimension();
        rows = first.rows();
        chunks = chunks(rows);
        position = new double[dimension];
        scratch = new double[dimension];
        values = new double[chunks];
        gradients = new double[chunks][dimension];
        failures = new Throwable[chunks];
        rejections = new ArrayList<>(Collections.nCopies(chunks, Optional.empty()));
        next = new AtomicInteger(chunks);
    }

    static RowParallelDensity start(Model model, int threads) {
        List<Additive> evaluators = Stream.generate(
                        () -> model.newAdditiveDensity().orElseThrow())
                .limit(threads)
                .toList();
        RowParallelDensity density = new RowParallelDensity(evaluators);
        WeakReference<RowParallelDensity> reference = new WeakReference<>(density);
        density.helpers = IntStream.range(1, Math.min(threads, density.chunks))
                .mapToObj(k -> helper(reference, k))
                .toList();
        density.helpers.forEach(Thread::start);
        return density;
    }

    /** Number of chunks, which depends on the number of rows only. */
    private static int chunks(int rows) {
        return Math.max(1, Math.min(MOST_CHUNKS, rows / LEAST_CHUNK));
    }

    private static Thread helper(WeakReference<RowParallelDensity> reference, int k) {
        Thread thread = new Thread(() -> help(reference, k), "rows-" + k);
        thread.setDaemon(true);
        return thread;
    }

    private static void help(WeakReference<RowParallelDensity> reference, int k) {
        int seen = 0;
        RowParallelDensity density = reference.get();
        while (density != null) {
            seen = density.awaitRound(seen);
            density.work(k);
            density = null;
            density = reference.get();
        }
    }

    /** Waits for a round after one, but not for ever. */
    private int awaitRound(int seen) {
        for (int look = 0; look < LOOKS && round == seen; look++) {
            Thread.onSpinWait();
        }
        if (round == seen) {
            LockSupport.parkNanos(SLEEP);
        }
        return round;
    }

    /** Takes chunks while there are any. */
    private void work(int k) {
        Additive evaluator = evaluators.get(k);
        for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
            int from = (int) ((long) rows * chunk / chunks);
            int to = (int) ((long) rows * (chunk + 1) / chunks);
            try {
                values[chunk] = evaluator.sum(position, from, to, gradients[chunk]);
                rejections.set(chunk, explained(evaluator));
            } catch (RuntimeException | Error failure) {
                failures[chunk] = failure;
            }
            done.incrementAndGet();
        }
    }

    @Override
    public int dimension() {
        return position.length;
    }

    @Override
    public double value(double[] q) {
        return gradient(q, scratch);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        System.arraycopy(q, 0, position, 0, position.length);
        Additive first = evaluators.get(0);
        double sum = first.rest(position, gradient);
        rejection = explained(first);
        if (!(sum > Double.NEGATIVE_INFINITY)) {
            return sum;
        }
        runChunks();
        for (int chunk = 0; chunk < chunks; chunk++) {
            sum += values[chunk];
            if (rejection.isEmpty()) {
                rejection = rejections.get(chunk);
            }
            double[] part = gradients[chunk];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += part[i];
            }
        }
        return sum;
    }

    private void runChunks() {
        done.set(0);
        next.set(0);
        round++;
        for (int k = 0; k < helpers.size(); k++) {
            LockSupport.unpark(helpers.get(k));
        }
        work(0);
        for (int look = 0; done.get() < chunks; look++) {
            if (look < LOOKS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            Throwable failure = failures[chunk];
            if (failure != null) {
                Arrays.fill(failures, null);
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        }
    }

    private static Optional<ModelFailure> explained(Additive evaluator) {
        return evaluator instanceof ExplainsRejection explains ? explains.rejection() : Optional.empty();
    }

    @Override
    public Optional<ModelFailure> rejection() {
        return rejection;
    }
}
