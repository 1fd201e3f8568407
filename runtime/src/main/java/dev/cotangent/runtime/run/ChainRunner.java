package dev.cotangent.runtime.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Takes one chain to its start, and then to its end, each on the calling thread. */
final class ChainRunner {

    private final SamplerOptions options;
    private final RunControl control;
    private final DrawSink sink;
    private final StopLine stopLine;
    private final Chain chain;
    private final ChainCheckpoints checkpoints;
    private Optional<DrawSink.ChainSink> output = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private boolean cancelled;

    ChainRunner(RunPlan plan, int number, DrawSink sink, StopLine stopLine) {
        this.options = plan.options();
        this.control = plan.control();
        this.sink = sink;
        this.stopLine = stopLine;
        this.chain = new Chain(plan, number, stopLine);
        this.checkpoints = new ChainCheckpoints(number, control.checkpoints());
    }

    /** What stopped the chain, if it failed. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** True if the chain was started or brought back, so that it can be run. */
    boolean isReady() {
        return failure.isEmpty() && !cancelled;
    }

    /** Iterations done. */
    int iterations() {
        return chain.iterations();
    }

    /** Brings the chain to where it starts, or to where it was. */
    void start() {
        guarded(() -> {
            output = ChainCheckpoints.restore(chain, control.checkpoints(), sink);
            if (output.isEmpty()) {
                chain.start();
            }
        });
    }

    /** Runs to the end, to cancellation or to a failure, and tells the sink. */
    void run() {
        guarded(() -> {
            DrawSink.ChainSink rows = output.orElseGet(() -> sink.chain(chain.number()));
            output = Optional.of(rows);
            // Nobody waits for a chain that had to wait for a thread.
            cancelled = stopLine.isDrawn() && chain.iterations() == 0 && chain.number() >= options.threads();
            if (!cancelled) {
                iterate(rows);
            }
        });
        end();
    }

    /** Gives up before {@link #run}, as another chain cannot start. */
    void cancel() {
        cancelled = failure.isEmpty();
        end();
    }

    private void end() {
        if (!isReady()) {
            output.ifPresent(rows -> guarded(() -> checkpoints.stop(rows)));
        }
        output.ifPresent(rows -> guarded(() -> rows.end(report())));
    }

    /** What became of the chain. */
    ChainReport report() {
        return chain.report(
                failure.isPresent() ? RunStatus.FAILED : cancelled ? RunStatus.CANCELLED : RunStatus.COMPLETE);
    }

    /** Something that may have to do with files. */
    private interface Action {
        void run() throws IOException;
    }

    private void guarded(Action action) {
        try {
            action.run();
        } catch (CancelledException e) {
            cancelled = true;
            if (Thread.currentThread().isInterrupted()) {
                stopLine.stopAll();
            }
        } catch (IOException e) {
            fail(new UncheckedIOException(e));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Notes what stops the chain, unless something has already. */
    void fail(Throwable what) {
        if (failure.isEmpty()) {
            failure = Optional.of(what);
            stopLine.failed(chain.iterations());
        } else {
            failure.get().addSuppressed(what);
        }
    }

    private void iterate(DrawSink.ChainSink rows) {
        observe();
        if (chain.phase() == Phase.WARMUP) {
            iterate(rows, options.saveWarmup());
        }
        if (chain.isToBeSettled()) {
            rows.adapted(chain.settle());
            observe();
        }
        iterate(rows, true);
        checkpoints.finish(chain, rows);
    }

    /** Does what is left of the phase. */
    private void iterate(DrawSink.ChainSink rows, boolean keep) {
        while (!chain.hasFinishedPhase()) {
            checkpoints.offer(chain, rows);
            chain.step();
            int done = chain.iteration();
            if (keep && (done - 1) % options.thin() == 0) {
                rows.draw(chain.phase(), chain.row());
            }
            if (options.refresh() > 0 && done % options.refresh() == 0 || chain.hasFinishedPhase()) {
                observe();
            }
        }
    }

    private void observe() {
        if (options.refresh() > 0) {
            control.observer().progress(chain.progress());
        }
    }
}
