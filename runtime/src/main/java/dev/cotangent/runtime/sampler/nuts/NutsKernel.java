package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Hamiltonian;
import dev.cotangent.runtime.dynamics.Leapfrog;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.hamiltonian.HamiltonianKernel;
import java.util.List;

/** The no-U-turn sampler with multinomial sampling along the trajectory, biased to its later doublings. */
public final class NutsKernel {

    /** What a step reports, in the order of CmdStan's columns. */
    public static final List<Statistic> STATISTICS = List.of(
            Statistic.LOG_DENSITY,
            Statistic.ACCEPTANCE_RATE,
            Statistic.STEP_SIZE,
            Statistic.TREE_DEPTH,
            Statistic.NUM_INTEGRATION_STEPS,
            Statistic.DIVERGENT,
            Statistic.ENERGY);

    private NutsKernel() {}

    /**
     * A kernel for one chain.
     *
     * @param target log density, used by this kernel's thread alone
     * @param metric mass matrix to start with
     * @param stepSize step size to start with, positive
     * @param jitter relative half width of the step sizes, in [0, 1)
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     */
    public static HamiltonianKernel of(LogDensity target, Metric metric, double stepSize, double jitter, int maxDepth) {
        Flow flow = new Flow(new Hamiltonian(target, metric), new Leapfrog(), stepSize);
        NoUTurn trajectory =
                new NoUTurn(STATISTICS, target.dimension(), maxDepth, new SingleStep(), new BiasedProgressive());
        return new HamiltonianKernel(flow, trajectory, jitter);
    }
}
