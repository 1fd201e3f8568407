package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.dynamics.Hamiltonian;
import dev.cotangent.runtime.dynamics.Integrator;
import dev.cotangent.runtime.dynamics.Leapfrog;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.fixture.Metrics;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.LogDensity;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;

/** Static HMC with a diagonal metric, four leapfrog steps and one bug. */
final class BrokenHmc implements FixtureKernel {

    enum Bug {
        NONE,
        ACCEPTS_ALWAYS,
        FORGETS_KINETIC_ENERGY,
        ACCEPTS_TOO_OFTEN,
        DRAWS_WIDE_MOMENTUM,
        DRAWS_MOMENTUM_OF_THE_INVERSE_MASS,
        KEEPS_GRADIENT_OF_REJECTED_STATE,
        KEEPS_DENSITY_OF_REJECTED_STATE,
        ADAPTS_STEP_SIZE_TO_THE_POSITION,
        HAS_RANDOMNESS_OF_ITS_OWN,
        ALLOCATES,
        COUNTS_NO_FAILED_STEPS,
        REPORTS_THE_ENERGY_OF_THE_START
    }

    private final Bug bug;
    private final double stepSize;
    private final Hamiltonian hamiltonian;
    private final Integrator integrator = new Leapfrog();
    private final PhasePoint start;
    private final PhasePoint end;
    private final SplittableRandom own = new SplittableRandom();
    private double[] allocated = new double[1];

    BrokenHmc(Bug bug, LogDensity target, double stepSize) {
        this.bug = bug;
        this.stepSize = stepSize;
        hamiltonian = new Hamiltonian(target, Metrics.ofTwoDimensions(MetricKind.DIAGONAL));
        start = new PhasePoint(target.dimension());
        end = new PhasePoint(target.dimension());
    }

    @Override
    public List<Statistic> statistics() {
        return List.of(Statistic.LOG_DENSITY, Statistic.ACCEPTANCE_RATE, Statistic.ENERGY);
    }

    @Override
    public void init(double[] position, ChainState state) {
        double[] gradient = new double[position.length];
        state.moveTo(position, hamiltonian.target().gradient(position, gradient), gradient);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        start.placeAt(state.position(), state.logDensity(), state.gradient());
        refreshMomentum(random);
        double step = stepSize;
        if (bug == Bug.ADAPTS_STEP_SIZE_TO_THE_POSITION) {
            step = stepSize / (1 + Math.abs(start.position()[0]));
        }
        int gradients = integrator.step(hamiltonian, start, end, step);
        for (int k = 1; k < 4; k++) {
            gradients += integrator.step(hamiltonian, end, end, step);
        }
        double gain = start.energy() - end.energy();
        double acceptance = StrictMath.exp(Math.min(0, gain));
        boolean accepted = random.nextDouble() < decision(acceptance);
        move(state, accepted);
        if (bug == Bug.ALLOCATES) {
            allocated = new double[allocated.length];
        }
        info.clear();
        info.setAcceptanceRate(acceptance);
        info.setNumIntegrationSteps(bug == Bug.COUNTS_NO_FAILED_STEPS && !accepted ? 0 : gradients);
        info.setEnergy(accepted && bug != Bug.REPORTS_THE_ENERGY_OF_THE_START ? end.energy() : start.energy());
    }

    private void refreshMomentum(UniformRandomProvider random) {
        hamiltonian.refreshMomentum(start, random);
        for (int i = 0; i < start.momentum().length; i++) {
            start.momentum()[i] *= switch (bug) {
                case DRAWS_WIDE_MOMENTUM -> 1.2;
                case DRAWS_MOMENTUM_OF_THE_INVERSE_MASS -> hamiltonian.metric().inverseMass()[0][i];
                default -> 1;
            };
        }
        if (bug == Bug.HAS_RANDOMNESS_OF_ITS_OWN && own.nextInt(50) == 0) {
            start.momentum()[0] = -start.momentum()[0];
        }
        hamiltonian.updateKinetic(start);
    }

    private double decision(double acceptance) {
        return switch (bug) {
            case ACCEPTS_ALWAYS -> end.energy() < Double.POSITIVE_INFINITY ? 1 : 0;
            case FORGETS_KINETIC_ENERGY -> StrictMath.exp(Math.min(0, end.logDensity() - start.logDensity()));
            case ACCEPTS_TOO_OFTEN -> acceptance / (1 + acceptance) * 1.9;
            default -> acceptance;
        };
    }

    private void move(ChainState state, boolean accepted) {
        if (accepted) {
            state.moveTo(end.position(), end.logDensity(), end.gradient());
        } else if (bug == Bug.KEEPS_GRADIENT_OF_REJECTED_STATE) {
            state.moveTo(start.position(), start.logDensity(), end.gradient());
        } else if (bug == Bug.KEEPS_DENSITY_OF_REJECTED_STATE) {
            state.moveTo(start.position(), end.logDensity(), start.gradient());
        }
    }
}
