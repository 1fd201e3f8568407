package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Builds the trees that double a trajectory, leaf by leaf and without recursion.
 *
 * <p>A stack holds the finished subtrees, at most one of each height, higher ones below. After leaf k (from 0), as many
 * merges are due as k has trailing one bits in binary; they are the same merges, in the same order, as in the recursive
 * formulation. Mutable scratch of one kernel.
 */
final class TreeBuilder {

    /** How an attempt to build a tree ended. */
    enum Growth {
        COMPLETE,
        TURNING,
        IRREVERSIBLE,
        DIVERGENT
    }

    /** Energy error, in nats, from which on a trajectory is divergent. */
    private static final double MAX_ENERGY_ERROR = 1000;

    /** Logarithm of a weight above which the reference moves: 2^24 such weights are still far from overflow. */
    private static final double MAX_LOG_WEIGHT = 500;

    private final Stride stride;
    private final Selection selection;
    private final PointPool pool;
    private final Tree[] stack;
    private int size;
    private double initialEnergy;
    private double reference;
    private double acceptanceSum;
    private int leavesTried;

    TreeBuilder(int dimension, int maxDepth, Stride stride, Selection selection, PointPool pool) {
        this.stride = stride;
        this.selection = selection;
        this.pool = pool;
        // trees that double a trajectory have heights below maxDepth; a last leaf waits on one subtree of each lower
        // height
        stack = new Tree[maxDepth];
        for (int k = 0; k < stack.length; k++) {
            stack[k] = new Tree(dimension, pool);
        }
    }

    /** Begins a transition. */
    void begin(double energy) {
        initialEnergy = energy;
        reference = energy;
        acceptanceSum = 0;
        leavesTried = 0;
    }

    /**
     * Builds a tree of {@code 2^height} states that follow the last one of the trunk.
     *
     * @param direction 1 forward in time, -1 backward
     * @param trunk the tree of all states so far, the only other one whose weight counts in this transition
     */
    Growth build(int height, Flow flow, int direction, Tree trunk, UniformRandomProvider random) {
        size = 0;
        int leaves = 1 << height;
        PhasePoint end = trunk.last();
        for (int leaf = 0; leaf < leaves; leaf++) {
            PhasePoint next = pool.take();
            Stride.Outcome outcome = stride.next(flow, end, next, direction);
            leavesTried++;
            if (outcome != Stride.Outcome.ARRIVED) {
                return outcome == Stride.Outcome.DIVERGENT ? Growth.DIVERGENT : Growth.IRREVERSIBLE;
            }
            if (!pushLeaf(next, trunk)) {
                return Growth.DIVERGENT;
            }
            if (!mergeTop(Integer.numberOfTrailingZeros(~leaf), random)) {
                return Growth.TURNING;
            }
            end = next;
        }
        return Growth.COMPLETE;
    }

    /** The tree that was built, valid until the next one is begun. */
    Tree result() {
        return stack[0];
    }

    private boolean pushLeaf(PhasePoint point, Tree trunk) {
        double gain = initialEnergy - point.energy();
        if (!(gain >= -MAX_ENERGY_ERROR)) {
            return false;
        }
        if (reference - point.energy() > MAX_LOG_WEIGHT) {
            moveReference(point.energy(), trunk);
        }
        double weight = StrictMath.exp(reference - point.energy());
        acceptanceSum += reference == initialEnergy ? Math.min(1, weight) : StrictMath.exp(Math.min(0, gain));
        stack[size++].startAt(point, weight);
        return true;
    }

    /** Expresses all weights relative to a lower energy. */
    private void moveReference(double energy, Tree trunk) {
        double factor = StrictMath.exp(energy - reference);
        for (int k = 0; k < size; k++) {
            stack[k].scaleWeight(factor);
        }
        trunk.scaleWeight(factor);
        reference = energy;
    }

    private boolean mergeTop(int merges, UniformRandomProvider random) {
        for (int k = 0; k < merges; k++) {
            Tree later = stack[--size];
            Tree earlier = stack[size - 1];
            if (earlier.isTurningWith(later)) {
                return false;
            }
            earlier.absorb(later, selection.takesLaterHalf(earlier.weight(), later.weight(), random));
        }
        return true;
    }

    /** Mean over all states tried of the Metropolis acceptance probability {@code min(1, exp(H0 - H))}. */
    double meanAcceptance() {
        return acceptanceSum / leavesTried;
    }
}
