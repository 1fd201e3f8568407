package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.run.ColumnSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Summaries of columns, several at a time where they are long: as many as there are processors, and as fit into half the
 * heap. Which thread summarises a column changes nothing in its summary.
 */
final class ParallelSummaries {

    /** Fewer values than that are summarised sooner than threads start. */
    private static final long WORTH_A_THREAD = 200_000;

    /** Memory of one column while it is summarised, in columns. */
    private static final long COPIES = 12;

    private ParallelSummaries() {}

    /** The summaries of all columns, in their order. */
    static List<VariableSummary> of(ColumnSource draws, List<Double> probabilities) {
        List<Integer> all = IntStream.range(0, draws.columns().size()).boxed().toList();
        List<VariableSummary> summaries = new ArrayList<>();
        int threads = threads((long) draws.size() * draws.chains(), all.size());
        if (threads < 2) {
            draws.read(
                    all,
                    (index, chains) -> summaries.add(
                            VariableSummary.of(draws.columns().get(index).name(), chains, probabilities)));
            return summaries;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<VariableSummary> future : submitted(draws, all, probabilities, pool, threads)) {
                summaries.add(result(future));
            }
            return summaries;
        } finally {
            pool.shutdownNow();
        }
    }

    private static int threads(long values, int columns) {
        if (values * columns < WORTH_A_THREAD) {
            return 1;
        }
        long fit = Runtime.getRuntime().maxMemory() / 2 / (COPIES * Double.BYTES * values);
        return (int) Math.min(Math.min(columns, fit), Runtime.getRuntime().availableProcessors());
    }

    /** Columns are read no faster than they are summarised. */
    private static List<Future<VariableSummary>> submitted(
            ColumnSource draws, List<Integer> all, List<Double> probabilities, ExecutorService pool, int threads) {
        List<Future<VariableSummary>> futures = new ArrayList<>();
        Semaphore room = new Semaphore(threads);
        draws.read(all, (index, chains) -> {
            String name = draws.columns().get(index).name();
            room.acquireUninterruptibly();
            futures.add(pool.submit(() -> {
                try {
                    return VariableSummary.of(name, chains, probabilities);
                } finally {
                    room.release();
                }
            }));
        });
        return futures;
    }

    private static VariableSummary result(Future<VariableSummary> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException exception
                    ? exception
                    : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
