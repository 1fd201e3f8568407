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
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Wraps a kernel for the iterations of a warmup in which the step size alone adapts, as the metric is known already; after the
 * last, the kernel is set up for sampling.
 */
public final class StepSizeAdaptation implements Kernel {

    private final TunableKernel kernel;
    private final int warmup;
    private final DualAveraging dualAveraging;
    private int iteration;

    /**
     * Adaptation of a kernel.
     *
     * @param warmup number of steps that adapt, positive
     */
    public StepSizeAdaptation(TunableKernel kernel, int warmup, AdaptationOptions options) {
        this.kernel = kernel;
        this.warmup = warmup;
        this.dualAveraging = new DualAveraging(options, kernel.stepSize());
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
            StepSizeSearch.run(kernel, state, random);
            dualAveraging.restart(kernel.stepSize());
        }
        kernel.step(state, random, info);
        dualAveraging.update(info.acceptanceRate());
        iteration++;
        kernel.setStepSize(iteration == warmup ? dualAveraging.averagedStepSize() : dualAveraging.stepSize());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(iteration);
        kernel.save(out);
        dualAveraging.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        iteration = in.readInt();
        kernel.restore(in);
        dualAveraging.restore(in);
    }
}
