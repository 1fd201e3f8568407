package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Wraps a kernel for the iterations of warmup: every step is one of the kernel, after which step size and metric adapt.
 * After the last, the kernel is set up for sampling.
 *
 * <p>Order within an iteration as in Stan: transition, step size, metric. A new metric is followed by a new search of the
 * step size and a restart of dual averaging.
 */
public final class WindowedAdaptation implements Kernel {

    private final TunableKernel kernel;
    private final int warmup;
    private final WarmupSchedule schedule;
    private final DualAveraging dualAveraging;
    private final Optional<MetricEstimator> estimator;
    private int iteration;

    /**
     * Adaptation of a kernel.
     *
     * @param warmup number of steps that adapt, positive
     */
    public WindowedAdaptation(TunableKernel kernel, int warmup, AdaptationOptions options) {
        this.kernel = kernel;
        this.warmup = warmup;
        this.schedule = WarmupSchedule.of(warmup, options);
        this.dualAveraging = new DualAveraging(options, kernel.stepSize());
        this.estimator =
                MetricEstimator.of(kernel.metric().kind(), kernel.metric().dimension());
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
            restartStepSize(state, random);
        }
        kernel.step(state, random, info);
        dualAveraging.update(info.acceptanceRate());
        kernel.setStepSize(dualAveraging.stepSize());
        estimator.ifPresent(present -> adaptMetric(present, state, random));
        iteration++;
        if (iteration == warmup) {
            kernel.setStepSize(dualAveraging.averagedStepSize());
        }
    }

    private void adaptMetric(MetricEstimator present, ChainState state, UniformRandomProvider random) {
        if (schedule.collects(iteration)) {
            present.add(state.position());
        }
        if (schedule.endsWindow(iteration) && present.count() >= 2) {
            try {
                kernel.setMetric(present.estimate());
            } catch (IllegalArgumentException e) {
                throw new AdaptationException(
                        "the posterior seems to be improper or badly scaled: " + e.getMessage(), e);
            }
            present.reset();
            restartStepSize(state, random);
        }
    }

    private void restartStepSize(ChainState state, UniformRandomProvider random) {
        StepSizeSearch.run(kernel, state, random);
        dualAveraging.restart(kernel.stepSize());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(iteration);
        kernel.save(out);
        dualAveraging.save(out);
        if (estimator.isPresent()) {
            estimator.get().save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        iteration = in.readInt();
        kernel.restore(in);
        dualAveraging.restore(in);
        if (estimator.isPresent()) {
            estimator.get().restore(in);
        }
    }
}
