package dev.cotangent.example;

import dev.cotangent.BoundModel;
import dev.cotangent.Fit;
import dev.cotangent.SampleRun;
import dev.cotangent.SavedFit;
import dev.cotangent.Snapshot;
import dev.cotangent.runtime.run.ChainProgress;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.SamplerOptions;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One fit, from its start to its draws, through any number of stops. */
final class FitJob {

    /** Where a fit is. */
    enum State {
        RUNNING,
        COMPLETE,
        /** Stopped by a request, a deadline or a restart; it can be resumed. */
        STOPPED,
        FAILED
    }

    private final String id;
    private final String model;
    private final Store store;
    private Optional<SampleRun> run = Optional.empty();
    private State state;
    private String error = "";

    FitJob(String id, String model, Store store, State state) {
        this.id = id;
        this.model = model;
        this.store = store;
        this.state = state;
    }

    String id() {
        return id;
    }

    synchronized State state() {
        return state;
    }

    /** Starts, or goes on where it was stopped. */
    synchronized void start(BoundModel bound, SamplerOptions options, Duration deadline, Executor executor)
            throws IOException {
        var builder = bound.run(options).executor(executor).deadline(deadline);
        if (Files.exists(store.snapshot(id))) {
            builder.resumeFrom(Snapshot.read(store.snapshot(id)));
        }
        SampleRun started = builder.start();
        run = Optional.of(started);
        state = State.RUNNING;
        error = "";
        started.completion().whenComplete((report, failure) -> ended(started, failure));
    }

    private synchronized void ended(SampleRun ended, Throwable failure) {
        try {
            if (failure != null) {
                state = State.FAILED;
                error = String.valueOf(failure.getMessage());
            } else if (ended.status().orElseThrow() == RunStatus.COMPLETE) {
                Fit fit = ended.fit();
                fit.save(store.draws(id));
                Files.deleteIfExists(store.snapshot(id));
                state = State.COMPLETE;
            } else {
                keep(ended);
                state = State.STOPPED;
            }
        } catch (IOException e) {
            state = State.FAILED;
            error = "the fit could not be stored: " + e.getMessage();
            System.getLogger("dev.cotangent.example").log(Level.ERROR, error, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(SampleRun stopped) throws IOException {
        stopped.snapshot().write(store.snapshot(id));
    }

    /** Keeps what a process that dies would lose; called from time to time. */
    synchronized void checkpoint() throws IOException {
        if (state == State.RUNNING && run.isPresent() && !run.get().isDone()) {
            keep(run.get());
        }
    }

    synchronized void cancel() {
        run.ifPresent(SampleRun::cancel);
    }

    /** Waits until no thread works on it any more. */
    void awaitStop(Duration limit) throws InterruptedException {
        Optional<SampleRun> stopping;
        synchronized (this) {
            stopping = run;
        }
        if (stopping.isPresent()) {
            stopping.get().await(limit);
        }
    }

    /** What there is: all draws, or those so far. */
    synchronized dev.cotangent.Draws draws() throws IOException {
        if (state == State.COMPLETE) {
            return SavedFit.read(store.draws(id)).draws();
        }
        return run.map(SampleRun::draws)
                .orElseThrow(() -> new HttpError(409, "the fit has no draws in this process; resume it first"));
    }

    synchronized Map<String, Object> describe() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", id);
        all.put("model", model);
        all.put("state", state.name());
        if (!error.isEmpty()) {
            all.put("error", error);
        }
        all.put("chains", progress().stream().map(FitJob::describe).toList());
        return all;
    }

    private List<ChainProgress> progress() {
        return run.map(SampleRun::progress).orElse(List.of());
    }

    private static Map<String, Object> describe(ChainProgress chain) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("chain", chain.chain() + 1);
        all.put("phase", chain.phase().name());
        all.put("iteration", chain.iteration());
        all.put("total", chain.total());
        all.put("divergences", chain.divergences());
        return all;
    }
}
