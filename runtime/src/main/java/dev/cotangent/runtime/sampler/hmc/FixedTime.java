package dev.cotangent.runtime.sampler.hmc;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.hamiltonian.Trajectory;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A trajectory of fixed integration time T: {@code max(1, floor(T / step size))} steps, then a Metropolis decision about
 * its end. The number of steps is that of the nominal step size, so that jitter varies the length of trajectories.
 *
 * <p>A log density along the trajectory that is not finite ends it and rejects; as the reversed trajectory visits the same
 * states, this keeps the target invariant.
 */
final class FixedTime implements Trajectory {

    /** Energy error, in nats, from which on a trajectory is divergent. */
    private static final double MAX_ENERGY_ERROR = 1000;

    private final double integrationTime;
    private final PhasePoint end;

    FixedTime(int dimension, double integrationTime) {
        this.integrationTime = integrationTime;
        end = new PhasePoint(dimension);
    }

    @Override
    public List<Statistic> statistics() {
        return HmcKernel.STATISTICS;
    }

    @Override
    public PhasePoint follow(Flow flow, PhasePoint start, UniformRandomProvider random, StepInfo info) {
        int gradients = integrate(flow, start);
        double gain = start.energy() - end.energy();
        double acceptance = StrictMath.exp(Math.min(0, gain));
        info.setAcceptanceRate(acceptance);
        info.setIntegrationTime(integrationTime);
        info.setNumIntegrationSteps(gradients);
        info.setDivergent(-gain > MAX_ENERGY_ERROR);
        return random.nextDouble() < acceptance ? end : start;
    }

    /** Follows the trajectory to its end or to a state without mass, and returns the number of gradients. */
    private int integrate(Flow flow, PhasePoint start) {
        int steps = Math.max(1, (int) (integrationTime / flow.nominalStepSize()));
        int gradients = flow.advance(start, end, flow.stepSize());
        for (int k = 1; k < steps && end.energy() < Double.POSITIVE_INFINITY; k++) {
            gradients += flow.advance(end, end, flow.stepSize());
        }
        return gradients;
    }
}
