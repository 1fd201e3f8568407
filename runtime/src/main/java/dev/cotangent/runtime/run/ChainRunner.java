package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.sampler.fixed.FixedParameterKernel;
import dev.cotangent.runtime.warmup.WindowedAdaptation;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs one chain on the calling thread: start, warmup, sampling. */
final class ChainRunner {

    private final int chain;
    private final SamplerOptions options;
    private final Model model;
    private final DrawSink.ChainSink sink;
    private final RunObserver observer;
    private final MonitoredDensity density;
    private final ChainStreams streams;
    private final ChainState state;
    private final StepInfo info = new StepInfo();
    private Optional<PhaseTally> warmup = Optional.empty();
    private Optional<PhaseTally> sampling = Optional.empty();
    private Optional<Adaptation> adaptation = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    ChainRunner(RunPlan plan, int chain, DrawSink.ChainSink sink, BooleanSupplier cancelled) {
        this.chain = chain;
        this.options = plan.options();
        this.model = plan.model();
        this.sink = sink;
        this.observer = plan.observer();
        this.density = new MonitoredDensity(model.newLogDensity(), cancelled);
        this.streams = ChainStreams.of(options.seed(), chain);
        this.state = new ChainState(model.layout().dimension());
    }

    /** Runs to the end, to cancellation or to a failure, and tells the sink. */
    ChainReport run() {
        try {
            runPhases();
            return end(RunStatus.COMPLETE);
        } catch (CancelledException e) {
            return end(RunStatus.CANCELLED);
        } catch (RuntimeException | Error e) {
            failure = Optional.of(e);
            return end(RunStatus.FAILED);
        }
    }

    /** What stopped the chain, if it failed. */
    Optional<Throwable> failure() {
        return failure;
    }

    private void runPhases() {
        if (state.dimension() == 0) {
            FixedParameterKernel kernel = new FixedParameterKernel();
            kernel.init(state.position(), state);
            sample(kernel);
            return;
        }
        double[] start = new StartingPoint(model, options.initialisation(), chain).find(density, streams.transitions());
        Metric metric =
                options.initialMetric().orElseGet(() -> Metric.identity(options.metricKind(), state.dimension()));
        TunableKernel kernel =
                options.method().newKernel(density, metric, options.stepSize(), options.stepSizeJitter());
        kernel.init(start, state);
        if (options.warmup() > 0) {
            warmUp(kernel);
        }
        adaptation = Optional.of(new Adaptation(kernel.stepSize(), kernel.metric()));
        sink.adapted(adaptation.get());
        sample(kernel);
    }

    private void warmUp(TunableKernel kernel) {
        PhaseTally tally = new PhaseTally(options.method().depthLimit());
        warmup = Optional.of(tally);
        Kernel adapting = new WindowedAdaptation(kernel, options.warmup(), options.adaptation());
        run(adapting, Phase.WARMUP, tally, options.warmup(), options.saveWarmup());
    }

    private void sample(Kernel kernel) {
        PhaseTally tally = new PhaseTally(options.method().depthLimit());
        sampling = Optional.of(tally);
        run(kernel, Phase.SAMPLING, tally, options.draws(), true);
    }

    private void run(Kernel kernel, Phase phase, PhaseTally tally, int iterations, boolean keep) {
        RowWriter rows = new RowWriter(kernel.statistics(), model, streams);
        report(phase, tally);
        for (int iteration = 0; iteration < iterations; iteration++) {
            density.checkCancelled();
            kernel.step(state, streams.transitions(), info);
            tally.add(info);
            if (keep && iteration % options.thin() == 0) {
                sink.draw(phase, rows.write(phase, state, info));
            }
            if (options.refresh() > 0 && (iteration + 1) % options.refresh() == 0 || iteration + 1 == iterations) {
                report(phase, tally);
            }
        }
    }

    private void report(Phase phase, PhaseTally tally) {
        if (options.refresh() == 0) {
            return;
        }
        int before =
                phase == Phase.WARMUP ? 0 : warmup.map(PhaseTally::iterations).orElse(0);
        long leapfrogs = tally.leapfrogs()
                + (before == 0 ? 0 : warmup.map(PhaseTally::leapfrogs).orElse(0L));
        int total = (state.dimension() == 0 ? 0 : options.warmup()) + options.draws();
        observer.progress(new ChainProgress(
                chain, phase, before + tally.iterations(), total, info.stepSize(), tally.divergences(), leapfrogs));
    }

    private ChainReport end(RunStatus status) {
        ChainReport report = new ChainReport(
                chain,
                status,
                warmup.map(PhaseTally::report).orElse(ChainReport.PhaseReport.NONE),
                sampling.map(PhaseTally::report).orElse(ChainReport.PhaseReport.NONE),
                adaptation,
                density.rejections().counts());
        sink.end(report);
        return report;
    }
}
