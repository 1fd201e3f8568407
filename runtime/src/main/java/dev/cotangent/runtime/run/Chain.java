package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The state of one chain, which moves by one iteration at a time. What it saves is all that decides its later draws and its
 * report. Belongs to one thread at a time.
 *
 * <p>An iteration that is left by an exception leaves a state that is neither the old nor the new one.
 */
final class Chain implements Checkpointed {

    private final int number;
    private final SamplerOptions options;
    private final Model model;
    private final MonitoredDensity density;
    private final ChainStreams streams;
    private final ChainState state;
    private final StepInfo info = new StepInfo();
    private final Optional<StochasticPlan> stochastic;
    private final Optional<Supplier<Adaptation>> tuned;
    private final Kernel sampling;
    private final Optional<Kernel> adapting;
    private final RowWriter rows;
    private final PhaseTally warmupTally;
    private final PhaseTally samplingTally;
    private final RunEvents events = RunEvents.ofThisMachine();
    private Phase phase;
    private Optional<Adaptation> adaptation = Optional.empty();

    /** A chain that is to be started or restored. */
    Chain(RunPlan plan, int number, StopLine stopLine) {
        this.number = number;
        this.options = plan.options();
        this.model = plan.model();
        this.density = new MonitoredDensity(
                model.newLogDensity(),
                () -> plan.control().cancellation().isRequested()
                        || stopLine.isPassed(iterations())
                        || Thread.currentThread().isInterrupted());
        this.streams = ChainStreams.of(options.seed(), number);
        this.state = new ChainState(model.layout().dimension());
        this.stochastic = plan.stochastic();
        ChainKernel kernel = stochastic
                .map(found -> ChainKernel.stochastic(options, found))
                .orElseGet(() -> ChainKernel.of(options, model, density, number));
        this.tuned = kernel.tuned();
        this.sampling = kernel.sampling();
        this.adapting = kernel.adapting();
        this.phase = adapting.isPresent() ? Phase.WARMUP : Phase.SAMPLING;
        this.rows = new RowWriter(sampling.statistics(), model, options.select(), streams);
        this.warmupTally = new PhaseTally(options.method().depthLimit());
        this.samplingTally = new PhaseTally(options.method().depthLimit());
    }

    /**
     * Places the chain where it starts.
     *
     * @throws InitialisationException if there is no such place
     */
    void start() {
        if (state.dimension() == 0) {
            sampling.init(state.position(), state);
        } else if (stochastic.isPresent() && options.initialisation() instanceof Initialisation.Climbed) {
            double[] start = new double[state.dimension()];
            stochastic.get().drawStart(streams.transitions(), start);
            sampling.init(start, state);
        } else {
            StartingPoint point = new StartingPoint(model, options.initialisation(), "chain", number);
            sampling.init(point.find(density, streams.transitions()), state);
        }
    }

    int number() {
        return number;
    }

    String modelName() {
        return model.name();
    }

    Phase phase() {
        return phase;
    }

    /** Iterations of the current phase that are done. */
    int iteration() {
        return tally().iterations();
    }

    /** Iterations that are done, warmup included. */
    int iterations() {
        return warmupTally.iterations() + samplingTally.iterations();
    }

    /** True if the current phase has no iteration left. */
    boolean hasFinishedPhase() {
        return iteration() >= (phase == Phase.WARMUP ? options.warmup() : options.draws());
    }

    /** Does one iteration of the current phase. */
    void step() {
        PhaseTally tally = tally();
        tally.begin();
        density.checkCancelled();
        events.begin();
        Kernel kernel = phase == Phase.WARMUP ? adapting.orElseThrow() : sampling;
        kernel.step(state, streams.transitions(), info);
        tally.add(info);
        events.transition(this, info);
    }

    /** The row of the latest iteration; valid until the next. */
    double[] row() {
        return rows.write(phase, state, info);
    }

    /** True if step size and metric are about to become final. */
    boolean isToBeSettled() {
        return tuned.isPresent() && adaptation.isEmpty();
    }

    /** Ends warmup, and returns what is sampled with. */
    Adaptation settle() {
        events.adaptation(this, settled().orElseThrow());
        phase = Phase.SAMPLING;
        adaptation = settled();
        return adaptation.orElseThrow();
    }

    private Optional<Adaptation> settled() {
        return tuned.map(Supplier::get);
    }

    private PhaseTally tally() {
        return phase == Phase.WARMUP ? warmupTally : samplingTally;
    }

    ChainProgress progress() {
        int total = (adapting.isPresent() ? options.warmup() : 0) + options.draws();
        double stepSize = settled().map(Adaptation::stepSize).orElse(0.0);
        return new ChainProgress(
                number,
                phase,
                iterations(),
                total,
                stepSize,
                tally().divergences(),
                warmupTally.leapfrogs() + samplingTally.leapfrogs());
    }

    ChainReport report(RunStatus status) {
        return new ChainReport(
                number,
                status,
                warmupTally.report(),
                samplingTally.report(),
                adaptation,
                state.position().clone(),
                density.rejections().counts(),
                sampling.remarks(),
                Optional.empty());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(phase == Phase.WARMUP);
        out.writeBoolean(adaptation.isPresent());
        warmupTally.save(out);
        samplingTally.save(out);
        density.rejections().save(out);
        streams.save(out);
        state.save(out);
        (phase == Phase.WARMUP ? adapting.orElseThrow() : sampling).save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        phase = in.readBoolean() ? Phase.WARMUP : Phase.SAMPLING;
        boolean adapted = in.readBoolean();
        warmupTally.restore(in);
        samplingTally.restore(in);
        density.rejections().restore(in);
        streams.restore(in);
        state.restore(in);
        if (phase == Phase.WARMUP) {
            adapting.orElseThrow(() -> new IOException("the saved chain is in warmup, but there is none"))
                    .restore(in);
        } else {
            sampling.restore(in);
        }
        adaptation = adapted ? settled() : Optional.empty();
    }
}
