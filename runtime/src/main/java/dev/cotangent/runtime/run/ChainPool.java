package dev.cotangent.runtime.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the chains of one run on threads and waits for them. */
final class ChainPool {

    private final RunPlan plan;
    private final RunHeader header;
    private final DrawSink sink;
    private final Cancellation cancellation;
    private volatile boolean stopped;

    ChainPool(RunPlan plan, RunHeader header, DrawSink sink, Cancellation cancellation) {
        this.plan = plan;
        this.header = header;
        this.sink = sink;
        this.cancellation = cancellation;
    }

    RunReport run() {
        long start = System.nanoTime();
        sink.begin(header);
        List<Outcome> outcomes = outcomes();
        List<ChainReport> reports =
                outcomes.stream().flatMap(outcome -> outcome.report().stream()).toList();
        Optional<Throwable> failure =
                outcomes.stream().flatMap(outcome -> outcome.failure().stream()).findFirst();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        RunReport report = new RunReport(header, status(failure.isPresent(), reports), reports, elapsed);
        sink.end(report);
        failure.ifPresent(ChainPool::rethrow);
        return report;
    }

    /** How a chain ended: with a report, or with what it threw. */
    private record Outcome(Optional<ChainReport> report, Optional<Throwable> failure) {}

    private List<Outcome> outcomes() {
        int chains = plan.options().chains();
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(plan.options().threads(), chains), namedThreads());
        try {
            List<Future<Outcome>> futures = new ArrayList<>();
            for (int chain = 0; chain < chains; chain++) {
                int number = chain;
                futures.add(pool.submit(() -> runChain(number)));
            }
            return futures.stream().map(this::await).toList();
        } finally {
            pool.shutdown();
        }
    }

    private Outcome runChain(int chain) {
        try {
            ChainRunner runner = new ChainRunner(plan, chain, sink.chain(chain), this::isStopped);
            ChainReport report = runner.run();
            if (runner.failure().isPresent()) {
                stopped = true;
            }
            return new Outcome(Optional.of(report), runner.failure());
        } catch (RuntimeException | Error failure) {
            // the sink or the model failed before or after the chain itself
            stopped = true;
            return new Outcome(Optional.empty(), Optional.of(failure));
        }
    }

    private boolean isStopped() {
        return stopped || cancellation.isRequested();
    }

    /** Waits for a chain; an interrupt stops all chains, is waited out and then restored. */
    private Outcome await(Future<Outcome> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped = true;
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
