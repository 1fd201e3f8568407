package dev.cotangent.runtime.sampler.hmc;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Hamiltonian;
import dev.cotangent.runtime.dynamics.Leapfrog;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.model.LogDensity;
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
     * @param target log density, used by this kernel's thread alone
     * @param metric mass matrix to start with
     * @param stepSize step size to start with, positive
     * @param jitter relative half width of the step sizes, in [0, 1)
     * @param integrationTime nominal length of a trajectory, positive
     */
    public static HamiltonianKernel of(
            LogDensity target, Metric metric, double stepSize, double jitter, double integrationTime) {
        Flow flow = new Flow(new Hamiltonian(target, metric), new Leapfrog(), stepSize);
        return new HamiltonianKernel(flow, new FixedTime(target.dimension(), integrationTime), jitter);
    }
}
