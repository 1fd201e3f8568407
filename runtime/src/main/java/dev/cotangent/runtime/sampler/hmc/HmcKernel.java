package dev.cotangent.runtime.sampler.hmc;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.sampler.hamiltonian.HamiltonianKernel;
import java.util.List;

/**
 * Hamiltonian Monte Carlo with a fixed integration time and a Metropolis decision. See R. Neal (2011), MCMC using
 * Hamiltonian dynamics.
 */
public final class HmcKernel {

    /** What a step reports, in the order of CmdStan's columns. */
    public static final List<Statistic> STATISTICS = List.of(
            Statistic.LOG_DENSITY,
            Statistic.ACCEPTANCE_RATE,
            Statistic.STEP_SIZE,
            Statistic.INTEGRATION_TIME,
            Statistic.ENERGY);

    private HmcKernel() {}

    /**
     * A kernel for one chain.
     *
     * @param flow dynamics, with the metric and step size to start with; used by this kernel alone
     * @param jitter relative half width of the step sizes, in [0, 1)
     * @param integrationTime nominal length of a trajectory, positive
     */
    public static HamiltonianKernel of(Flow flow, double jitter, double integrationTime) {
        int dimension = flow.hamiltonian().target().dimension();
        return new HamiltonianKernel(flow, new FixedTime(dimension, integrationTime), jitter);
    }
}
