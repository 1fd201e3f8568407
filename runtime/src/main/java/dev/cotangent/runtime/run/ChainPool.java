package dev.cotangent.runtime.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs the chains of one run on threads and waits for them. All chains find their starts before the first one goes on, so
 * that a model without a possible start says so at once, and of its first chain.
 */
final class ChainPool {

    private final RunPlan plan;
    private final RunHeader header;
    private final DrawSink sink;
    private final StopLine stopLine = new StopLine();

    ChainPool(RunPlan plan, RunHeader header, DrawSink sink) {
        this.plan = plan;
        this.header = header;
        this.sink = sink;
    }

    RunReport run() {
        long start = System.nanoTime();
        sink.begin(header);
        List<ChainRunner> chains = IntStream.range(0, plan.options().chains())
                .mapToObj(number -> new ChainRunner(plan, number, sink, stopLine))
                .toList();
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(plan.options().threads(), chains.size()), namedThreads());
        List<ChainReport> reports;
        try {
            forEach(chains, ChainRunner::start, pool);
            if (chains.stream().allMatch(ChainRunner::isReady)) {
                forEach(chains, ChainRunner::run, pool);
            } else {
                chains.forEach(ChainRunner::cancel);
            }
            reports = chains.stream().map(ChainRunner::report).toList();
        } finally {
            pool.shutdown();
        }
        Optional<Throwable> failure = firstFailure(chains);
        RunReport report = new RunReport(
                header, status(failure.isPresent(), reports), reports, Duration.ofNanos(System.nanoTime() - start));
        sink.end(report);
        failure.ifPresent(ChainPool::rethrow);
        return report;
    }

    /** What the chain threw that failed in the earliest iteration, of several the one with the lowest number. */
    private static Optional<Throwable> firstFailure(List<ChainRunner> chains) {
        return chains.stream()
                .filter(chain -> chain.failure().isPresent())
                .min(Comparator.comparingInt(ChainRunner::iterations))
                .flatMap(ChainRunner::failure);
    }

    private void forEach(List<ChainRunner> chains, Consumer<ChainRunner> action, ExecutorService pool) {
        List<Future<?>> futures = new ArrayList<>();
        chains.forEach(chain -> futures.add(pool.submit(() -> action.accept(chain))));
        futures.forEach(this::await);
    }

    /** Waits for a chain; an interrupt stops all chains, is waited out and then restored. */
    private void await(Future<?> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopLine.stopAll();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RunStatus status(boolean failed, List<ChainReport> reports) {
        if (failed) {
            return RunStatus.FAILED;
        }
        boolean complete = reports.stream().allMatch(report -> report.status() == RunStatus.COMPLETE);
        return complete ? RunStatus.COMPLETE : RunStatus.CANCELLED;
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private static ThreadFactory namedThreads() {
        AtomicInteger next = new AtomicInteger(1);
        return task -> {
            Thread thread = new Thread(task, "cotangent-chain-" + next.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
