package dev.cotangent.runtime.sampler.hmc;

import dev.cotangent.runtime.dynamics.Hamiltonian;
import dev.cotangent.runtime.dynamics.Leapfrog;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.LogDensity;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Hamiltonian Monte Carlo with a fixed integration time T: {@code max(1, floor(T / step size))} leapfrog steps, then a
 * Metropolis decision.
 *
 * <p>A log density along the trajectory that is not finite ends it and rejects; as the reversed trajectory visits the same
 * states, this keeps the target invariant. See R. Neal (2011), MCMC using Hamiltonian dynamics.
 */
public final class HmcKernel implements TunableKernel {

    /** What a step reports, in the order of CmdStan's columns. */
    public static final List<Statistic> STATISTICS = List.of(
            Statistic.LOG_DENSITY,
            Statistic.ACCEPTANCE_RATE,
            Statistic.STEP_SIZE,
            Statistic.INTEGRATION_TIME,
            Statistic.ENERGY);

    /** Energy error, in nats, from which on a trajectory is divergent. */
    private static final double MAX_ENERGY_ERROR = 1000;

    private final double integrationTime;
    private final PhasePoint point;
    private Hamiltonian hamiltonian;
    private double stepSize;

    /**
     * A kernel for one chain.
     *
     * @param target log density, used by this kernel's thread alone
     * @param metric mass matrix to start with
     * @param stepSize step size to start with, positive
     * @param integrationTime nominal length of a trajectory, positive
     */
    public HmcKernel(LogDensity target, Metric metric, double stepSize, double integrationTime) {
        this.integrationTime = integrationTime;
        this.stepSize = stepSize;
        hamiltonian = new Hamiltonian(target, metric);
        point = new PhasePoint(target.dimension());
    }

    @Override
    public List<Statistic> statistics() {
        return STATISTICS;
    }

    @Override
    public void init(double[] position, ChainState state) {
        double[] gradient = point.gradient();
        double logDensity = hamiltonian.target().gradient(position, gradient);
        state.moveTo(position, logDensity, gradient);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        point.placeAt(state.position(), state.logDensity(), state.gradient());
        hamiltonian.refreshMomentum(point, random);
        double start = point.energy();
        int steps = integrate();
        double gain = start - point.energy();
        double acceptance = StrictMath.exp(Math.min(0, gain));
        boolean accepted = random.nextDouble() < acceptance;
        if (accepted) {
            state.moveTo(point.position(), point.logDensity(), point.gradient());
        }
        info.clear();
        info.setAcceptanceRate(acceptance);
        info.setStepSize(stepSize);
        info.setIntegrationTime(integrationTime);
        info.setNumIntegrationSteps(steps);
        info.setDivergent(-gain > MAX_ENERGY_ERROR);
        info.setEnergy(accepted ? point.energy() : start);
    }

    /** Follows the trajectory to its end or to a state without mass, and returns the number of steps. */
    private int integrate() {
        int steps = Math.max(1, (int) (integrationTime / stepSize));
        for (int k = 1; k <= steps; k++) {
            Leapfrog.step(hamiltonian, point, stepSize);
            if (point.energy() == Double.POSITIVE_INFINITY) {
                return k;
            }
        }
        return steps;
    }

    @Override
    public double energyGain(ChainState state, UniformRandomProvider random) {
        point.placeAt(state.position(), state.logDensity(), state.gradient());
        hamiltonian.refreshMomentum(point, random);
        double start = point.energy();
        Leapfrog.step(hamiltonian, point, stepSize);
        return start - point.energy();
    }

    @Override
    public double stepSize() {
        return stepSize;
    }

    @Override
    public void setStepSize(double stepSize) {
        this.stepSize = stepSize;
    }

    @Override
    public Metric metric() {
        return hamiltonian.metric();
    }

    @Override
    public void setMetric(Metric metric) {
        hamiltonian = new Hamiltonian(hamiltonian.target(), metric);
    }
}
