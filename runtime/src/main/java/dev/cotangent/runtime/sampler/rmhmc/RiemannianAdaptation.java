package dev.cotangent.runtime.sampler.rmhmc;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.SavedArray;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.warmup.AdaptationException;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.DualAveraging;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Wraps a kernel for the iterations of warmup, in four parts: 35 % for the step size, by dual averaging of the acceptance rate,
 * and the typical sizes of the coordinates; then lengths of trajectories in turns; then, if there are copies to bind, strengths
 * of the binding in turns; the last 25 % for the step size again. What the user has fixed stays.
 */
public final class RiemannianAdaptation implements Kernel {

    private static final double FIRST_LENGTH = 2;
    /** Share of warmup after which sizes are set, lengths are tried, bindings are tried, and all is tried. */
    private static final double[] PARTS = {0.1, 0.35, 0.6, 0.75};

    private static final int MOST_STEPS = 256;
    private static final double LOG_TARGET = StrictMath.log(0.8);
    private static final double LARGEST_STEP = 4;
    private static final double SMALLEST_STEP = 1e-10;
    /** Half the distance between the quartiles of a normal distribution, in standard deviations. */
    private static final double QUARTILE = 0.6744897501960817;

    private final RiemannianKernel kernel;
    private final int warmup;
    private final boolean fixesSteps;
    private final boolean fixesBinding;
    private final DualAveraging dualAveraging;
    private final TrajectoryLengths lengths;
    private final Bindings bindings = new Bindings();
    private final double[] positions;
    private final int firstPosition;
    private final int[] ends = new int[PARTS.length];
    private int iteration;
    private double length = FIRST_LENGTH;

    /**
     * Adaptation of a kernel.
     *
     * @param warmup number of steps that adapt, positive
     * @param fixesSteps true if the number of steps a trajectory stays as it is
     * @param fixesBinding true if the strength of the binding stays as it is
     */
    public RiemannianAdaptation(
            RiemannianKernel kernel, int warmup, AdaptationOptions options, boolean fixesSteps, boolean fixesBinding) {
        this.kernel = kernel;
        this.warmup = warmup;
        this.fixesSteps = fixesSteps;
        this.fixesBinding = fixesBinding || !kernel.integrator().isBound();
        dualAveraging = new DualAveraging(options, kernel.stepSize());
        int n = kernel.scales().length;
        lengths = new TrajectoryLengths(n);
        for (int k = 0; k < PARTS.length; k++) {
            ends[k] = (int) (PARTS[k] * warmup);
        }
        if (this.fixesBinding) {
            ends[2] = ends[3];
        }
        firstPosition = ends[0];
        positions = new double[(ends[1] - ends[0]) * n];
    }

    @Override
    public List<Statistic> statistics() {
        return kernel.statistics();
    }

    @Override
    public void init(double[] position, ChainState state) {
        kernel.init(position, state);
    }

    /**
     * Steps and adapts.
     *
     * @throws AdaptationException if no step size can be found
     */
    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        if (iteration == 0) {
            search(state, random);
        }
        boolean triesLengths = !fixesSteps && iteration >= ends[1] && iteration < ends[2];
        boolean triesBindings = !fixesBinding && iteration >= ends[2] && iteration < ends[3];
        setSteps(triesLengths ? lengths.next(state.position()) : length);
        if (triesBindings) {
            kernel.integrator().setBinding(bindings.next());
        }
        kernel.step(state, random, info);
        if (triesLengths) {
            lengths.add(state.position());
        }
        if (triesBindings) {
            bindings.add(info.acceptanceRate());
        } else {
            dualAveraging.update(info.acceptanceRate());
            kernel.setStepSize(Math.min(LARGEST_STEP, dualAveraging.stepSize()));
        }
        collect(state);
        iteration++;
        change();
    }

    private void setSteps(double time) {
        if (!fixesSteps) {
            // not a number that is not finite: step sizes are positive
            kernel.setSteps((int) Math.max(1, Math.min(MOST_STEPS, Math.rint(time / kernel.stepSize()))));
        }
    }

    private void collect(ChainState state) {
        int n = state.dimension();
        if (iteration >= firstPosition && iteration < ends[1]) {
            System.arraycopy(state.position(), 0, positions, (iteration - firstPosition) * n, n);
        }
    }

    /** Does what is due between two parts. */
    private void change() {
        if (iteration == ends[1]) {
            setSizes();
        }
        if (iteration == ends[2] && !fixesSteps && ends[2] > ends[1]) {
            length = lengths.best();
        }
        if (iteration == ends[3]) {
            if (!fixesBinding && ends[3] > ends[2]) {
                kernel.integrator().setBinding(bindings.best());
            }
            dualAveraging.restart(dualAveraging.averagedStepSize());
        }
        if (iteration == warmup) {
            kernel.setStepSize(Math.min(LARGEST_STEP, dualAveraging.averagedStepSize()));
            setSteps(length);
        }
    }

    /** Medians and quartiles of the positions that were collected. */
    private void setSizes() {
        int n = kernel.scales().length;
        int count = positions.length / Math.max(1, n);
        if (count < 10) {
            return;
        }
        double[] centres = new double[n];
        double[] scales = new double[n];
        double[] sorted = new double[count];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < count; k++) {
                sorted[k] = positions[k * n + i];
            }
            Arrays.sort(sorted);
            centres[i] = sorted[count / 2];
            double half = 0.5 * (sorted[3 * count / 4] - sorted[count / 4]);
            scales[i] = half > 0 ? half / QUARTILE : 1;
        }
        lengths.setScales(centres, scales);
        kernel.setScales(scales);
    }

    /** Doubles or halves the step size until the acceptance probability of one step crosses 0.8. */
    private void search(ChainState state, UniformRandomProvider random) {
        boolean growing = kernel.energyGain(state, random) > LOG_TARGET;
        while (growing == kernel.energyGain(state, random) > LOG_TARGET) {
            double next = kernel.stepSize() * (growing ? 2 : 0.5);
            if (next > LARGEST_STEP) {
                break;
            }
            if (next < SMALLEST_STEP) {
                throw new AdaptationException(
                        "no step size is small enough: the metric is not defined about the start of the chain, or the"
                                + " log density or its derivatives are wrong");
            }
            kernel.setStepSize(next);
        }
        dualAveraging.restart(kernel.stepSize());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(iteration);
        out.writeDouble(length);
        SavedArray.write(positions, out);
        kernel.save(out);
        dualAveraging.save(out);
        lengths.save(out);
        bindings.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        iteration = in.readInt();
        length = in.readDouble();
        SavedArray.read(positions, in);
        kernel.restore(in);
        dualAveraging.restore(in);
        lengths.restore(in);
        bindings.restore(in);
    }
}
