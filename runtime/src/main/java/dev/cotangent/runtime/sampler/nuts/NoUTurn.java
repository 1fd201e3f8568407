package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.hamiltonian.Trajectory;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A trajectory that doubles forward or backward in time until it turns, diverges or reaches the depth limit. A doubling that
 * turns or diverges within itself is discarded; one after which the whole turns is kept.
 *
 * <p>Departures from the cited papers, as in Stan: the criterion is checked across the seam of any two subtrees too. A
 * log density along the trajectory that is not finite is a divergence.
 *
 * @see <a href="https://jmlr.org/papers/v15/hoffman14a.html">Hoffman and Gelman (2014), The No-U-Turn Sampler</a>
 * @see <a href="https://arxiv.org/abs/1701.02434">Betancourt (2017), A Conceptual Introduction to HMC, A.3-A.4</a>
 */
public final class NoUTurn implements Trajectory {

    private final List<Statistic> statistics;
    private final int maxDepth;
    private final Stride stride;
    private final Selection selection;
    private final PointPool pool;
    private final Tree trunk;
    private final TreeBuilder builder;
    private boolean trunkRunsForward;

    /**
     * A trajectory of parts.
     *
     * @param statistics what is reported
     * @param dimension number of coordinates
     * @param maxDepth limit of doublings, 1 to 24
     * @param stride from one state to the next
     * @param selection of one state
     */
    public NoUTurn(List<Statistic> statistics, int dimension, int maxDepth, Stride stride, Selection selection) {
        this.statistics = List.copyOf(statistics);
        this.maxDepth = maxDepth;
        this.stride = stride;
        this.selection = selection;
        pool = new PointPool(dimension);
        trunk = new Tree(dimension, pool);
        builder = new TreeBuilder(dimension, maxDepth, stride, selection, pool);
    }

    @Override
    public List<Statistic> statistics() {
        return statistics;
    }

    @Override
    public PhasePoint follow(Flow flow, PhasePoint start, UniformRandomProvider random, StepInfo info) {
        begin(start);
        int depth = 0;
        TreeBuilder.Growth growth = TreeBuilder.Growth.COMPLETE;
        while (depth < maxDepth && growth == TreeBuilder.Growth.COMPLETE) {
            growth = grow(depth, flow, random);
            if (growth == TreeBuilder.Growth.COMPLETE) {
                depth++;
                growth = merge(builder.result(), random);
            }
        }
        info.setAcceptanceRate(builder.meanAcceptance());
        info.setTreeDepth(depth);
        info.setDivergent(growth == TreeBuilder.Growth.DIVERGENT);
        stride.report(info);
        return trunk.sample();
    }

    private void begin(PhasePoint start) {
        pool.reclaimAll();
        stride.begin();
        builder.begin(start.energy());
        PhasePoint first = pool.take();
        first.copyFrom(start);
        trunk.startAt(first, 1);
        trunkRunsForward = true;
    }

    private TreeBuilder.Growth grow(int depth, Flow flow, UniformRandomProvider random) {
        boolean goForward = random.nextBoolean();
        if (goForward != trunkRunsForward) {
            trunk.reverse();
            trunkRunsForward = goForward;
        }
        return builder.build(depth, flow, goForward ? 1 : -1, trunk, random);
    }

    private TreeBuilder.Growth merge(Tree doubling, UniformRandomProvider random) {
        boolean turning = trunk.isTurningWith(doubling);
        trunk.absorb(doubling, selection.takesDoubling(trunk.weight(), doubling.weight(), random));
        return turning ? TreeBuilder.Growth.TURNING : TreeBuilder.Growth.COMPLETE;
    }
}
