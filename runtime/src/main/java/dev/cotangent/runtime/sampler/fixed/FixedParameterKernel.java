package dev.cotangent.runtime.sampler.fixed;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Stays where it is: for models that only generate quantities. Log density and acceptance rate are 0, as in CmdStan. */
public final class FixedParameterKernel implements Kernel {

    /** What a step reports, in the order of CmdStan's columns. */
    public static final List<Statistic> STATISTICS = List.of(Statistic.LOG_DENSITY, Statistic.ACCEPTANCE_RATE);

    @Override
    public List<Statistic> statistics() {
        return STATISTICS;
    }

    @Override
    public void init(double[] position, ChainState state) {
        state.moveTo(position, 0, new double[position.length]);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        info.clear();
    }

    @Override
    public void save(DataOutput out) {
        // nothing changes
    }

    @Override
    public void restore(DataInput in) {
        // nothing was saved
    }
}
