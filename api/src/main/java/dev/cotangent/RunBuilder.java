package dev.cotangent;

import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.SamplerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** What a run has to do with the program around it. Mutable, for one start. */
public final class RunBuilder {

    private final BoundModel model;
    private final SamplerOptions options;
    private final List<DrawSink> sinks = new ArrayList<>();
    private RunObserver observer = RunObserver.SILENT;
    private Optional<Executor> executor = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();
    private Optional<Snapshot> snapshot = Optional.empty();
    private boolean inMemory = true;
    private boolean summarised;
    private int streamCapacity;

    RunBuilder(BoundModel model, SamplerOptions options) {
        this.model = model;
        this.options = options;
    }

    /** Chains run on threads of this executor, of any kind and size, instead of threads of their own. */
    public RunBuilder executor(Executor value) {
        executor = Optional.of(value);
        return this;
    }

    /** The run is cancelled when so much time has passed from its start. */
    public RunBuilder deadline(Duration limit) {
        deadline = Optional.of(limit);
        return this;
    }

    /** Is told how chains go, on their threads. What it throws stops the run. */
    public RunBuilder observer(RunObserver value) {
        observer = value;
        return this;
    }

    /** Draws are not kept in memory; there is no {@link SampleRun#draws()}. */
    public RunBuilder withoutDraws() {
        inMemory = false;
        return this;
    }

    /** Draws are summarised as they come: {@link SampleRun#summary()}. */
    public RunBuilder summarised() {
        summarised = true;
        return this;
    }

    /**
     * Draws go to a stream: {@link SampleRun#stream()}, which has to be consumed or closed.
     *
     * @param capacity draws that may wait for the consumer, positive
     */
    public RunBuilder streamed(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
        }
        streamCapacity = capacity;
        return this;
    }

    /** Draws go to this sink, too, on the chains' threads. */
    public RunBuilder sink(DrawSink value) {
        sinks.add(value);
        return this;
    }

    /**
     * The run goes on from a snapshot, with the very draws that it would have had. Model, data and options have to be the same,
     * but for threads and the number of draws; and so does what receives draws.
     */
    public RunBuilder resumeFrom(Snapshot value) {
        snapshot = Optional.of(value);
        return this;
    }

    /**
     * Starts the run and returns at once.
     *
     * @throws IllegalArgumentException if the snapshot is of another run
     * @throws dev.cotangent.runtime.run.UnknownVariableException if the options select a variable that there is not
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task
     */
    public SampleRun start() {
        Cancellation cancellation = deadline.map(Cancellation::after).orElseGet(Cancellation::onRequest);
        SampleRun run = new SampleRun(this, cancellation);
        run.start();
        return run;
    }

    BoundModel model() {
        return model;
    }

    SamplerOptions options() {
        return options;
    }

    List<DrawSink> sinks() {
        return sinks;
    }

    RunObserver observer() {
        return observer;
    }

    Optional<Executor> executor() {
        return executor;
    }

    Optional<Snapshot> snapshot() {
        return snapshot;
    }

    boolean isInMemory() {
        return inMemory;
    }

    boolean isSummarised() {
        return summarised;
    }

    int streamCapacity() {
        return streamCapacity;
    }
}
