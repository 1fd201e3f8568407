package dev.cotangent.runtime.approximation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs numbered tasks on threads and gives their results in the order of the numbers. */
final class Workers {

    private Workers() {}

    /**
     * Runs all tasks.
     *
     * @param task what to do for each number from 0; thrown exceptions reach the caller, those of lower numbers first
     */
    static <T> List<T> run(int threads, int tasks, IntFunction<T> task) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks), Workers::thread);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int k = 0; k < tasks; k++) {
                int number = k;
                futures.add(pool.submit(() -> task.apply(number)));
            }
            return futures.stream().map(Workers::result).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "cotangent-worker");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T result(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }
}
