package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.model.Generative;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that do something for each of many particles, each thread with an evaluator of its own. What is done for a particle
 * may depend on that particle alone, so that results are the same for any number of threads.
 */
public final class Workers implements AutoCloseable {

    /** What is done for a particle. */
    interface Task {
        void run(Evaluator evaluator, int particle);
    }

    private final List<Evaluator> evaluators = new ArrayList<>();
    private final ExecutorService pool;
    private final Runnable checkCancelled;
    private final AtomicInteger next = new AtomicInteger();
    private final Object failureLock = new Object();
    private int failedAt;
    private Optional<Throwable> failure = Optional.empty();
    private volatile boolean stopping;

    /**
     * Starts threads.
     *
     * @param likelihood makes an evaluator for one thread
     * @param threads number of particles that are evaluated at the same time, positive
     * @param checkCancelled throws once the run is to stop; called before each evaluation
     */
    public Workers(Supplier<Generative> likelihood, int threads, OnFailure onFailure, Runnable checkCancelled) {
        this.checkCancelled = checkCancelled;
        for (int k = 0; k < threads; k++) {
            evaluators.add(new Evaluator(likelihood.get(), onFailure, checkCancelled));
        }
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "cotangent-particles");
            thread.setDaemon(true);
            return thread;
        });
    }

    int dimension() {
        return evaluators.get(0).dimension();
    }

    boolean hasGradient() {
        return evaluators.get(0).hasGradient();
    }

    /** Evaluations of the likelihood so far. */
    public long calls() {
        return evaluators.stream().mapToLong(Evaluator::calls).sum();
    }

    /** Evaluations that failed and were taken for a likelihood of zero. */
    public long failures() {
        return evaluators.stream().mapToLong(Evaluator::failures).sum();
    }

    /** Evaluates log likelihoods of particles. */
    void logLikelihoods(double[][] positions, double[] result) {
        forEach(positions.length, (evaluator, i) -> result[i] = evaluator.logLikelihood(positions[i]));
    }

    /**
     * Runs a task for each particle and waits.
     *
     * <p>Particles are begun in order, so that of several that fail the first is always the same; what it threw is thrown.
     */
    void forEach(int particles, Task task) {
        next.set(0);
        failedAt = Integer.MAX_VALUE;
        failure = Optional.empty();
        stopping = false;
        int threads = Math.min(evaluators.size(), particles);
        if (threads == 1) {
            work(evaluators.get(0), particles, task);
        } else {
            CountDownLatch done = new CountDownLatch(threads);
            for (int k = 0; k < threads; k++) {
                Evaluator evaluator = evaluators.get(k);
                pool.execute(() -> {
                    try {
                        work(evaluator, particles, task);
                    } finally {
                        done.countDown();
                    }
                });
            }
            await(done);
        }
        // the thread that waited may have been interrupted
        checkCancelled.run();
        failure.ifPresent(Workers::rethrow);
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private void work(Evaluator evaluator, int particles, Task task) {
        for (int i = next.getAndIncrement(); i < particles && !stopping; i = next.getAndIncrement()) {
            try {
                task.run(evaluator, i);
            } catch (RuntimeException | Error e) {
                failed(i, e);
            }
        }
    }

    private void failed(int particle, Throwable what) {
        synchronized (failureLock) {
            if (particle < failedAt) {
                failedAt = particle;
                failure = Optional.of(what);
            }
        }
        stopping = true;
    }

    /** Waits for all threads; an interrupt stops them, and is kept. */
    private void await(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                stopping = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
