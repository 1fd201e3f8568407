package dev.cotangent.runtime.sampler.nuts;

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
 * The no-U-turn sampler with multinomial sampling along the trajectory.
 *
 * <p>The trajectory doubles forward or backward in time until it turns, diverges or reaches the depth limit. Within a
 * doubling a state is sampled by weight {@code exp(-H)}; between the old trajectory and a doubling, the newer is favoured
 * (biased progressive sampling). A doubling that turns or diverges within itself is discarded; one after which the whole
 * turns is kept.
 *
 * <p>Departures from the cited papers, as in Stan: the criterion is checked across the seam of any two subtrees too. A
 * log density along the trajectory that is not finite is a divergence.
 *
 * @see <a href="https://jmlr.org/papers/v15/hoffman14a.html">Hoffman and Gelman (2014), The No-U-Turn Sampler</a>
 * @see <a href="https://arxiv.org/abs/1701.02434">Betancourt (2017), A Conceptual Introduction to HMC, A.3-A.4</a>
 */
public final class NutsKernel implements TunableKernel {

    /** What a step reports, in the order of CmdStan's columns. */
    public static final List<Statistic> STATISTICS = List.of(
            Statistic.LOG_DENSITY,
            Statistic.ACCEPTANCE_RATE,
            Statistic.STEP_SIZE,
            Statistic.TREE_DEPTH,
            Statistic.NUM_INTEGRATION_STEPS,
            Statistic.DIVERGENT,
            Statistic.ENERGY);

    private final int maxDepth;
    private final PhasePoint forward;
    private final PhasePoint backward;
    private final Tree trunk;
    private final TreeBuilder builder;
    private Hamiltonian hamiltonian;
    private double stepSize;
    private boolean trunkRunsForward;

    /**
     * A kernel for one chain.
     *
     * @param target log density, used by this kernel's thread alone
     * @param metric mass matrix to start with
     * @param stepSize step size to start with, positive
     * @param maxDepth limit of doublings a trajectory, positive
     */
    public NutsKernel(LogDensity target, Metric metric, double stepSize, int maxDepth) {
        int dimension = target.dimension();
        this.maxDepth = maxDepth;
        this.stepSize = stepSize;
        hamiltonian = new Hamiltonian(target, metric);
        forward = new PhasePoint(dimension);
        backward = new PhasePoint(dimension);
        trunk = new Tree(dimension);
        builder = new TreeBuilder(dimension, maxDepth);
    }

    @Override
    public List<Statistic> statistics() {
        return STATISTICS;
    }

    @Override
    public void init(double[] position, ChainState state) {
        double[] gradient = backward.gradient();
        double logDensity = hamiltonian.target().gradient(position, gradient);
        state.moveTo(position, logDensity, gradient);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        begin(state, random);
        int depth = 0;
        TreeBuilder.Growth growth = TreeBuilder.Growth.COMPLETE;
        while (depth < maxDepth && growth == TreeBuilder.Growth.COMPLETE) {
            growth = grow(depth, random);
            if (growth == TreeBuilder.Growth.COMPLETE) {
                depth++;
                growth = merge(builder.result(), random);
            }
        }
        trunk.candidate().moveInto(state);
        report(info, depth, growth == TreeBuilder.Growth.DIVERGENT);
    }

    private void begin(ChainState state, UniformRandomProvider random) {
        forward.placeAt(state.position(), state.logDensity(), state.gradient());
        hamiltonian.refreshMomentum(forward, random);
        backward.copyFrom(forward);
        builder.begin(forward.energy());
        trunk.startAt(forward, 1);
        trunkRunsForward = true;
    }

    private TreeBuilder.Growth grow(int depth, UniformRandomProvider random) {
        boolean goForward = random.nextBoolean();
        if (goForward != trunkRunsForward) {
            trunk.reverse();
            trunkRunsForward = goForward;
        }
        PhasePoint end = goForward ? forward : backward;
        double signedStep = goForward ? stepSize : -stepSize;
        return builder.build(depth, hamiltonian, end, signedStep, trunk, random);
    }

    private TreeBuilder.Growth merge(Tree doubling, UniformRandomProvider random) {
        boolean turning = trunk.isTurningWith(doubling);
        // biased towards the doubling: accepted with probability min(1, its weight / the old weight)
        if (doubling.weight() > trunk.weight() || random.nextDouble() * trunk.weight() < doubling.weight()) {
            trunk.takeCandidate(doubling);
        }
        trunk.absorb(doubling);
        return turning ? TreeBuilder.Growth.TURNING : TreeBuilder.Growth.COMPLETE;
    }

    private void report(StepInfo info, int depth, boolean divergent) {
        info.clear();
        info.setAcceptanceRate(builder.acceptanceSum() / builder.numLeapfrogs());
        info.setStepSize(stepSize);
        info.setTreeDepth(depth);
        info.setNumIntegrationSteps(builder.numLeapfrogs());
        info.setDivergent(divergent);
        info.setEnergy(trunk.candidate().energy());
    }

    @Override
    public double energyGain(ChainState state, UniformRandomProvider random) {
        forward.placeAt(state.position(), state.logDensity(), state.gradient());
        hamiltonian.refreshMomentum(forward, random);
        double start = forward.energy();
        Leapfrog.step(hamiltonian, forward, stepSize);
        return start - forward.energy();
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
