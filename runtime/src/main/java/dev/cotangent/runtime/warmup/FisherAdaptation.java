package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.SavedArray;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Wraps a kernel for the iterations of warmup: every step is one of the kernel, after which the step size adapts, and the
 * metric is estimated from positions and scores ({@link FisherDivergence}) when {@link RenewalSchedule} says so. After the
 * last, the kernel is set up for sampling.
 *
 * <p>The first metric is diagonal, {@code 1 / |score|} at the start. A new metric is followed by a search of the step size the
 * first time only: later ones differ little, and dual averaging goes on, until it restarts for the last metric.
 */
public final class FisherAdaptation implements Kernel {

    /** More draws than that add nothing, however long warmup is. */
    private static final int MOST_DRAWS = 1000;

    private static final double LEAST_SCORE = 1e-10;

    private final TunableKernel kernel;
    private final int warmup;
    private final MetricKind kind;
    private final boolean startsFromScore;
    private final DualAveraging dualAveraging;
    private final RenewalSchedule schedule;
    private final ScoredDraws draws;
    private final double[] firstScales;
    private final double[] before;
    private boolean estimated;
    private int iteration;

    private FisherAdaptation(TunableKernel kernel, int warmup, AdaptationOptions options, boolean startsFromScore) {
        int dimension = kernel.metric().dimension();
        this.kernel = kernel;
        this.warmup = warmup;
        this.kind = kernel.metric().kind();
        this.startsFromScore = startsFromScore && kind != MetricKind.UNIT;
        dualAveraging = new DualAveraging(options, kernel.stepSize());
        schedule = new RenewalSchedule(warmup);
        draws = new ScoredDraws(dimension, MOST_DRAWS);
        firstScales = new double[dimension];
        before = new double[dimension];
        Arrays.fill(firstScales, 1);
    }

    /**
     * Adaptation of a kernel, to a metric of the kind that it has.
     *
     * @param warmup number of steps that adapt, positive
     */
    public static FisherAdaptation fromScore(TunableKernel kernel, int warmup, AdaptationOptions options) {
        return new FisherAdaptation(kernel, warmup, options, true);
    }

    /** The same, beginning with the metric that the kernel has. */
    public static FisherAdaptation fromMetric(TunableKernel kernel, int warmup, AdaptationOptions options) {
        return new FisherAdaptation(kernel, warmup, options, false);
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
     * @throws AdaptationException if no step size or metric can be found
     */
    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        if (iteration == 0) {
            begin(state, random);
        }
        if (schedule.settles(iteration)) {
            dualAveraging.restart(kernel.stepSize());
        }
        System.arraycopy(state.position(), 0, before, 0, before.length);
        kernel.step(state, random, info);
        dualAveraging.update(info.acceptanceRate());
        kernel.setStepSize(dualAveraging.stepSize());
        if (kind != MetricKind.UNIT && schedule.collects(iteration)) {
            adaptMetric(state, random);
        }
        iteration++;
        if (iteration == warmup) {
            kernel.setStepSize(dualAveraging.averagedStepSize());
        }
    }

    private void begin(ChainState state, UniformRandomProvider random) {
        if (startsFromScore) {
            double[] variances = new double[firstScales.length];
            for (int i = 0; i < variances.length; i++) {
                double score = Math.abs(state.gradient()[i]);
                variances[i] = score > LEAST_SCORE && score < 1 / LEAST_SCORE ? 1 / score : 1;
                firstScales[i] = Math.sqrt(variances[i]);
            }
            kernel.setMetric(DiagonalMetric.of(variances));
        }
        draws.add(state);
        searchStepSize(state, random);
    }

    private void adaptMetric(ChainState state, UniformRandomProvider random) {
        // a draw that is the one before again would only add its weight
        if (!Arrays.equals(before, state.position())) {
            draws.add(state);
        }
        boolean dropped = schedule.drops(iteration, draws.newer());
        if (dropped) {
            draws.dropOlder();
        }
        if (schedule.estimates(iteration, draws.size(), dropped)) {
            estimate();
            if (!estimated) {
                estimated = true;
                searchStepSize(state, random);
            }
        }
    }

    private void estimate() {
        try {
            kernel.setMetric(FisherDivergence.estimate(kind, draws, firstScales));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new AdaptationException("the posterior seems to be improper or badly scaled: " + e.getMessage(), e);
        }
    }

    private void searchStepSize(ChainState state, UniformRandomProvider random) {
        StepSizeSearch.run(kernel, state, random);
        dualAveraging.restart(kernel.stepSize());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(iteration);
        out.writeBoolean(estimated);
        kernel.save(out);
        dualAveraging.save(out);
        schedule.save(out);
        draws.save(out);
        SavedArray.write(firstScales, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        iteration = in.readInt();
        estimated = in.readBoolean();
        kernel.restore(in);
        dualAveraging.restore(in);
        schedule.restore(in);
        draws.restore(in);
        SavedArray.read(firstScales, in);
    }
}
