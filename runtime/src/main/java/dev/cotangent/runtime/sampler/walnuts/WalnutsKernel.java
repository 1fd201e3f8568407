package dev.cotangent.runtime.sampler.walnuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.sampler.hamiltonian.HamiltonianKernel;
import dev.cotangent.runtime.sampler.nuts.BiasedProgressive;
import dev.cotangent.runtime.sampler.nuts.NoUTurn;
import java.util.List;

/**
 * The within-orbit adaptive leapfrog no-U-turn sampler: NUTS, of which every step is divided where the energy would not be
 * kept. For posteriors whose scale varies, as funnels do.
 */
public final class WalnutsKernel {

    /** What a step reports: as NUTS, and the smallest micro step. */
    public static final List<Statistic> STATISTICS = List.of(
            Statistic.LOG_DENSITY,
            Statistic.ACCEPTANCE_RATE,
            Statistic.STEP_SIZE,
            Statistic.TREE_DEPTH,
            Statistic.NUM_INTEGRATION_STEPS,
            Statistic.DIVERGENT,
            Statistic.ENERGY,
            Statistic.SMALLEST_STEP_SIZE);

    private WalnutsKernel() {}

    /**
     * A kernel for one chain.
     *
     * @param flow dynamics, with the metric and step size to start with; used by this kernel alone
     * @param jitter relative half width of the step sizes, in [0, 1)
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     * @param maxError largest range of the energy along a step, in nats; positive
     * @param maxHalvings limit of halvings of a step, not negative
     */
    public static HamiltonianKernel of(Flow flow, double jitter, int maxDepth, double maxError, int maxHalvings) {
        int dimension = flow.hamiltonian().target().dimension();
        HalvingStride stride = new HalvingStride(dimension, maxError, maxHalvings);
        return new HamiltonianKernel(
                flow, new NoUTurn(STATISTICS, dimension, maxDepth, stride, new BiasedProgressive()), jitter);
    }
}
