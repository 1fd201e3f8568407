package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.kernel.Statistic;
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
     * @param flow dynamics, with the metric and step size to start with; used by this kernel alone
     * @param jitter relative half width of the step sizes, in [0, 1)
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     */
    public static HamiltonianKernel of(Flow flow, double jitter, int maxDepth) {
        int dimension = flow.hamiltonian().target().dimension();
        return new HamiltonianKernel(
                flow, new NoUTurn(STATISTICS, dimension, maxDepth, new SingleStep(), new BiasedProgressive()), jitter);
    }
}
