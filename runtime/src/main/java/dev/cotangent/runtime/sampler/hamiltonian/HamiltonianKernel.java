package dev.cotangent.runtime.sampler.hamiltonian;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Hamiltonian Monte Carlo of parts: a fresh momentum, then a trajectory of the flow from which one state is selected. */
public final class HamiltonianKernel implements TunableKernel {

    private final Flow flow;
    private final Trajectory trajectory;
    private final double jitter;
    private final PhasePoint start;
    private final PhasePoint trial;

    /**
     * A kernel for one chain.
     *
     * @param flow dynamics, with the metric and step size to start with; used by this kernel alone
     * @param trajectory states to visit and the choice among them; used by this kernel alone
     * @param jitter each trajectory's step size is uniform within the nominal one times {@code 1 ± jitter}; in [0, 1)
     */
    public HamiltonianKernel(Flow flow, Trajectory trajectory, double jitter) {
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be in [0, 1), but is " + jitter);
        }
        this.flow = flow;
        this.trajectory = trajectory;
        this.jitter = jitter;
        int dimension = flow.hamiltonian().target().dimension();
        start = new PhasePoint(dimension);
        trial = new PhasePoint(dimension);
    }

    @Override
    public List<Statistic> statistics() {
        return trajectory.statistics();
    }

    @Override
    public void init(double[] position, ChainState state) {
        double[] gradient = start.gradient();
        double logDensity = flow.hamiltonian().target().gradient(position, gradient);
        state.moveTo(position, logDensity, gradient);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        begin(state, random);
        if (jitter > 0) {
            flow.scaleStepSize(1 + jitter * (2 * random.nextDouble() - 1));
        }
        info.clear();
        info.setStepSize(flow.stepSize());
        PhasePoint selected = trajectory.follow(flow, start, random, info);
        info.setEnergy(selected.energy());
        if (selected != start) {
            state.moveTo(selected.position(), selected.logDensity(), selected.gradient());
        }
    }

    private void begin(ChainState state, UniformRandomProvider random) {
        start.placeAt(state.position(), state.logDensity(), state.gradient());
        flow.hamiltonian().refreshMomentum(start, random);
    }

    @Override
    public double energyGain(ChainState state, UniformRandomProvider random) {
        begin(state, random);
        flow.advance(start, trial, flow.nominalStepSize());
        return start.energy() - trial.energy();
    }

    @Override
    public double stepSize() {
        return flow.nominalStepSize();
    }

    @Override
    public void setStepSize(double stepSize) {
        flow.setStepSize(stepSize);
    }

    @Override
    public Metric metric() {
        return flow.hamiltonian().metric();
    }

    @Override
    public void setMetric(Metric metric) {
        flow.setMetric(metric);
    }
}
