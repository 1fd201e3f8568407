package dev.cotangent.runtime.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs the chains of one run on threads. All chains find their starts before the first one goes on, so that a model without a
 * possible start says so at once, and of its first chain. What comes next is decided by the thread that ends last, so that
 * none has to wait.
 */
final class ChainPool {

    private final RunPlan plan;
    private final RunHeader header;
    private final DrawSink sink;
    private final StopLine stopLine = new StopLine();
    private final List<ChainRunner> chains;
    private long begin;

    ChainPool(RunPlan plan, RunHeader header, DrawSink sink) {
        this.plan = plan;
        this.header = header;
        this.sink = sink;
        chains = IntStream.range(0, plan.options().chains())
                .mapToObj(number -> new ChainRunner(plan, number, sink, stopLine))
                .toList();
    }

    /** Runs on threads of its own, to the end. */
    RunReport run() {
        ExecutorService pool = Executors.newFixedThreadPool(workers(), namedThreads());
        try {
            return await(start(pool));
        } finally {
            pool.shutdown();
        }
    }

    /**
     * Begins to run on threads of somebody else's.
     *
     * @throws RejectedExecutionException if there is none
     */
    CompletableFuture<RunReport> start(Executor executor) {
        begin = System.nanoTime();
        sink.begin(header);
        return forEach(ChainRunner::start, executor)
                .thenCompose(started -> continued(executor))
                .thenApply(ended -> end());
    }

    private CompletableFuture<Void> continued(Executor executor) {
        if (chains.stream().allMatch(ChainRunner::isReady)) {
            try {
                return forEach(ChainRunner::run, executor);
            } catch (RejectedExecutionException e) {
                chains.get(0).fail(e);
            }
        }
        chains.forEach(ChainRunner::cancel);
        return CompletableFuture.completedFuture(null);
    }

    private RunReport end() {
        List<ChainReport> reports = chains.stream().map(ChainRunner::report).toList();
        Optional<Throwable> failure = firstFailure(chains);
        RunReport report = new RunReport(
                header,
                status(failure.isPresent(), reports),
                reports,
                Duration.ofNanos(System.nanoTime() - begin),
                plan.stochastic().map(StochasticPlan::notes).orElse(List.of()));
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

    private int workers() {
        return Math.min(plan.options().threads(), chains.size());
    }

    /** Takes chains in their order, as many at the same time as may be. */
    private CompletableFuture<Void> forEach(Consumer<ChainRunner> action, Executor executor) {
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int k = next.getAndIncrement(); k < chains.size(); k = next.getAndIncrement()) {
                action.accept(chains.get(k));
            }
        };
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int k = 0; k < workers(); k++) {
            try {
                workers.add(CompletableFuture.runAsync(worker, executor));
            } catch (RejectedExecutionException e) {
                // one thread does what several would have done
                if (workers.isEmpty()) {
                    throw e;
                }
            }
        }
        return CompletableFuture.allOf(workers.toArray(CompletableFuture<?>[]::new));
    }

    /** Waits for the end; an interrupt stops all chains, is waited out and then restored. */
    private RunReport await(CompletableFuture<RunReport> run) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return run.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopLine.stopAll();
                } catch (ExecutionException e) {
                    rethrow(e.getCause());
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
