package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.sampler.fixed.FixedParameterKernel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Runs chains of a model.
 *
 * <p>For a seed, the draws are the same bit for bit whatever the number of threads; chain k is the same whatever the
 * number of chains.
 */
public final class Sampler {

    private Sampler() {}

    /** Runs silently and keeps the draws in memory; throws as the method below. */
    public static Fit run(Model model, SamplerOptions options) {
        return run(model, options, RunObserver.SILENT, Cancellation.onRequest());
    }

    /**
     * Runs and keeps the draws in memory.
     *
     * <p>If cancelled, or if the calling thread is interrupted, the result holds the draws so far; an interrupted thread
     * stays interrupted.
     *
     * @throws InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.warmup.AdaptationException if no step size or metric was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public static Fit run(Model model, SamplerOptions options, RunObserver observer, Cancellation cancellation) {
        MemorySink memory = new MemorySink();
        RunReport report = run(model, options, memory, observer, cancellation);
        return new Fit(memory.draws(), memory.warmup(), report);
    }

    /**
     * Runs and passes the draws on; cancellation and exceptions as above.
     *
     * <p>If a chain fails, the others are cancelled, the sink is told, and what the chain threw is thrown.
     */
    public static RunReport run(
            Model model, SamplerOptions options, DrawSink sink, RunObserver observer, Cancellation cancellation) {
        return run(model, options, sink, RunControl.of(observer, cancellation));
    }

    /**
     * Runs, or goes on with a run of which the control has checkpoints, and passes the draws on; cancellation and exceptions
     * as above.
     *
     * <p>A run that goes on does so with the very draws that it would have had. Model and options must be the same but for
     * threads, refresh and the number of draws, and the sink one that can continue what it wrote. An {@link
     * java.io.UncheckedIOException} is thrown if a checkpoint cannot be used.
     */
    public static RunReport run(Model model, SamplerOptions options, DrawSink sink, RunControl control) {
        RunHeader header = header(model, options);
        RunPlan plan = new RunPlan(model, options, control);
        if (options.method() instanceof Method.Populations) {
            return new PopulationRun(plan, header, sink).run();
        }
        try {
            return new ChainPool(plan.prepared(), header, sink).run();
        } catch (CancelledException e) {
            return cancelled(header, sink);
        }
    }

    /**
     * Starts a run, as the method above, on threads of the caller's, and returns at once.
     *
     * <p>No thread waits for another one: any executor will do, if it has one thread or starts one a task. A thread that is
     * interrupted stops the whole run, and stays interrupted.
     *
     * @param executor runs as many tasks as chains may run at the same time, twice
     * @return how the run went, or what a chain threw
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task at all
     */
    public static CompletableFuture<RunReport> start(
            Model model, SamplerOptions options, DrawSink sink, RunControl control, Executor executor) {
        RunHeader header = header(model, options);
        RunPlan plan = new RunPlan(model, options, control);
        if (options.method() instanceof Method.Populations) {
            return CompletableFuture.supplyAsync(new PopulationRun(plan, header, sink)::run, executor);
        }
        if (!plan.needsPreparation()) {
            return new ChainPool(plan, header, sink).start(executor);
        }
        return CompletableFuture.supplyAsync(() -> prepared(plan), executor)
                .thenCompose(ready -> ready.map(whole -> new ChainPool(whole, header, sink).start(executor))
                        .orElseGet(() -> CompletableFuture.completedFuture(cancelled(header, sink))));
    }

    private static Optional<RunPlan> prepared(RunPlan plan) {
        try {
            return Optional.of(plan.prepared());
        } catch (CancelledException e) {
            return Optional.empty();
        }
    }

    /** Tells of a run that was stopped before its chains began. */
    private static RunReport cancelled(RunHeader header, DrawSink sink) {
        RunReport report = new RunReport(header, RunStatus.CANCELLED, List.of(), Duration.ZERO, List.of());
        sink.begin(header);
        sink.end(report);
        return report;
    }

    /**
     * What a run of these options consists of, without running it.
     *
     * @throws UnknownVariableException if the options select a variable that there is not
     * @throws dev.cotangent.runtime.model.DataException if given initial values have a name that the model does not know
     */
    public static RunHeader header(Model model, SamplerOptions options) {
        InitialNames.check(options.initialisation(), model.layout());
        List<Statistic> statistics = model.layout().dimension() == 0
                ? FixedParameterKernel.STATISTICS
                : options.method().statistics();
        return new RunHeader(model.name(), options, RowWriter.columns(statistics, model, options.select()));
    }
}
