package dev.cotangent;

import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.RunIdentity;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.ChainProgress;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.MemorySink;
import dev.cotangent.runtime.run.RunControl;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.RunStatus;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run of a sampler that was started. Safe to share between threads. */
public final class SampleRun {

    private static final String LOGGER = "dev.cotangent.run";

    private final BoundModel model;
    private final SamplerOptions options;
    private final RunBuilder settings;
    private final Cancellation cancellation;
    private final MemoryCheckpoints checkpoints;
    private final Optional<MemorySink> memory;
    private final Optional<OnlineSummary> summary;
    private final Optional<DrawStream> stream;
    private final RunHeader header;
    private final byte[] identity;
    private final String parts;
    private final Map<Integer, ChainProgress> progress = new ConcurrentHashMap<>();
    private final CompletableFuture<RunReport> end = new CompletableFuture<>();

    SampleRun(RunBuilder settings, Cancellation cancellation) {
        this.settings = settings;
        this.model = settings.model();
        this.options = settings.options();
        this.cancellation = cancellation;
        this.checkpoints = new MemoryCheckpoints(settings.snapshot());
        this.memory = settings.isInMemory()
                ? Optional.of(settings.snapshot()
                        .map(s -> new MemorySink(s.warmup(), s.draws()))
                        .orElseGet(MemorySink::new))
                : Optional.empty();
        this.summary = settings.isSummarised() ? Optional.of(new OnlineSummary()) : Optional.empty();
        this.stream = settings.streamCapacity() > 0
                ? Optional.of(new DrawStream(settings.streamCapacity(), cancellation::isRequested))
                : Optional.empty();
        this.header = Sampler.header(model.model(), options);
        this.identity = RunIdentity.of(header, new Provenance("", model.hash(), fingerprint()));
        this.parts = "memory " + settings.isInMemory() + ", summary " + settings.isSummarised() + ", sinks "
                + settings.sinks().size();
        settings.snapshot().ifPresent(this::requireOwn);
    }

    /** What tells other data from these: the log density somewhere. */
    private String fingerprint() {
        double[] q = new double[model.dimension()];
        for (int k = 0; k < q.length; k++) {
            q[k] = 0.1 + 0.01 * (k % 17);
        }
        String sizes = model.layout().toString();
        try (Evaluator evaluator = model.newEvaluator()) {
            return sizes + Double.doubleToLongBits(evaluator.logDensity(q));
        } catch (ModelFailure e) {
            // the run will say so
            return sizes;
        }
    }

    private void requireOwn(Snapshot snapshot) {
        if (!Arrays.equals(snapshot.identity(), identity)) {
            throw new IllegalArgumentException(
                    "the snapshot is of a run with another model, other data or other options;"
                            + " only threads and the number of draws may differ");
        }
        if (!snapshot.parts().equals(parts)) {
            throw new IllegalArgumentException(
                    "draws went to " + snapshot.parts() + " in the run of the snapshot, but now go to " + parts);
        }
    }

    void start() {
        log(Logger.Level.DEBUG, "started: " + options.chains() + " chains, seed " + options.seed());
        List<DrawSink> sinks = new ArrayList<>();
        memory.ifPresent(sinks::add);
        summary.ifPresent(s -> sinks.add(s.sink()));
        stream.ifPresent(s -> sinks.add(s.sink()));
        sinks.addAll(settings.sinks());
        DrawSink sink = DrawSink.all(sinks);
        RunControl control = new RunControl(this::observe, cancellation, checkpoints);
        if (settings.executor().isPresent()) {
            settle(Sampler.start(
                    model.model(), options, sink, control, settings.executor().get()));
            return;
        }
        ExecutorService own = Executors.newFixedThreadPool(Math.min(options.threads(), options.chains()), task -> {
            Thread thread = new Thread(task, "cotangent-" + model.name());
            thread.setDaemon(true);
            return thread;
        });
        try {
            settle(Sampler.start(model.model(), options, sink, control, own));
        } finally {
            end.whenComplete((report, failure) -> own.shutdown());
        }
    }

    private void settle(CompletableFuture<RunReport> run) {
        run.whenComplete((report, failure) -> {
            if (failure == null) {
                log(Logger.Level.DEBUG, "ended: " + report.status() + ", " + report.divergences() + " divergences");
                end.complete(report);
            } else {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                log(Logger.Level.DEBUG, "failed: " + cause);
                stream.ifPresent(DrawStream::close);
                end.completeExceptionally(cause);
            }
        });
    }

    private void log(Logger.Level level, String message) {
        System.getLogger(LOGGER).log(level, () -> model.name() + ": " + message);
    }

    private void observe(ChainProgress chain) {
        progress.put(chain.chain(), chain);
        settings.observer().progress(chain);
    }

    /** Asks the run to stop, any number of times. Chains stop before their next evaluation of the density. */
    public void cancel() {
        cancellation.cancel();
    }

    /** True once no chain runs any more, whatever the reason. */
    public boolean isDone() {
        return end.isDone();
    }

    /** How it ended; empty while it runs. */
    public Optional<RunStatus> status() {
        if (!end.isDone()) {
            return Optional.empty();
        }
        return Optional.of(
                end.isCompletedExceptionally() ? RunStatus.FAILED : end.join().status());
    }

    /** How far each chain has come, as of its latest event; chains that have not started yet are missing. */
    public List<ChainProgress> progress() {
        return progress.values().stream()
                .sorted(Comparator.comparingInt(ChainProgress::chain))
                .toList();
    }

    /** Completes as the run does, with what a chain threw if one failed. Cancelling it cancels nothing. */
    public CompletableFuture<RunReport> completion() {
        return end.copy();
    }

    /**
     * Waits for the end.
     *
     * @return how it went
     * @throws dev.cotangent.runtime.run.InitialisationException if no finite starting point was found
     * @throws ModelFailure if the model failed
     * @throws InterruptedException if the thread was interrupted; the run goes on
     */
    public RunReport await() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    /**
     * Waits for the end, but not longer than so.
     *
     * @return true if it has ended, well or not
     * @throws InterruptedException if the thread was interrupted; the run goes on
     */
    public boolean await(Duration limit) throws InterruptedException {
        try {
            end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // status() and await() have it
        }
        return true;
    }

    private static RuntimeException rethrown(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException exception
                ? exception
                : new IllegalStateException("what failed is no exception", failure);
    }

    /**
     * Waits for the end, and gives draws and report; what a cancelled run has drawn, too.
     *
     * @throws IllegalStateException if draws are not kept in memory
     */
    public Fit fit() throws InterruptedException {
        MemorySink kept = kept();
        RunReport report = await();
        return new Fit(model.identity(options), new dev.cotangent.runtime.run.Fit(kept.draws(), kept.warmup(), report));
    }

    /**
     * The draws so far, at any time: after a failure, too.
     *
     * @throws IllegalStateException if draws are not kept in memory
     */
    public Draws draws() {
        return new Draws(model.layout(), kept().draws());
    }

    private MemorySink kept() {
        return memory.orElseThrow(() -> new IllegalStateException("draws of this run are not kept in memory"));
    }

    /**
     * The summary so far, at any time.
     *
     * @throws IllegalStateException if the run is not {@link RunBuilder#summarised}
     */
    public OnlineSummary summary() {
        return summary.orElseThrow(() -> new IllegalStateException("draws of this run are not summarised"));
    }

    /**
     * The draws as they come.
     *
     * @throws IllegalStateException if the run is not {@link RunBuilder#streamed}
     */
    public DrawStream stream() {
        return stream.orElseThrow(() -> new IllegalStateException("draws of this run are not streamed"));
    }

    /**
     * The run as it was a moment ago, while it runs or after it was stopped: at most a fifth of a second before, or a fiftieth
     * of the time if its state is large.
     */
    public Snapshot snapshot() {
        // states first: the draws that they count are there by then
        Map<Integer, byte[]> states = checkpoints.states();
        return new Snapshot(
                identity,
                parts,
                states,
                memory.map(MemorySink::warmup).orElseGet(this::nothing),
                memory.map(MemorySink::draws).orElseGet(this::nothing));
    }

    private dev.cotangent.runtime.run.Draws nothing() {
        return dev.cotangent.runtime.run.Draws.of(header.columns(), new double[0][][]);
    }
}
