package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.dynamics.Span;
import dev.cotangent.runtime.dynamics.UTurn;

/**
 * A balanced tree of states of a trajectory, reduced to its span, its total weight and one state sampled from it. Mutable
 * scratch.
 *
 * <p>The weight of a state is {@code exp(reference - H)}, with a reference common to all trees of a transition.
 */
final class Tree {

    private final Span span;
    private final PointPool pool;
    private PhasePoint sample;
    private double weight;

    Tree(int dimension, PointPool pool) {
        this.pool = pool;
        span = new Span(dimension);
        sample = span.first();
    }

    /** Makes this the tree of one state. */
    void startAt(PhasePoint point, double pointWeight) {
        span.startAt(point);
        sample = point;
        weight = pointWeight;
    }

    /** The state that was sampled. */
    PhasePoint sample() {
        return sample;
    }

    /** The state at which the tree can grow on. */
    PhasePoint last() {
        return span.last();
    }

    double weight() {
        return weight;
    }

    void scaleWeight(double factor) {
        weight *= factor;
    }

    /** Turns the direction of time around, so that a tree can be appended at the other end. */
    void reverse() {
        span.reverse();
    }

    /** True if this tree and one that follows it have begun to return together. */
    boolean isTurningWith(Tree next) {
        return UTurn.isTurning(span, next.span);
    }

    /**
     * Appends the states of a tree that follows this one. Points that are no longer needed go back to the pool.
     *
     * @param next not to be used afterwards
     * @param takesSample whether the other tree's sample is taken over
     */
    void absorb(Tree next, boolean takesSample) {
        PhasePoint innerEnd = span.last();
        PhasePoint innerStart = next.span.first();
        PhasePoint loser = takesSample ? sample : next.sample;
        sample = takesSample ? next.sample : sample;
        span.absorb(next.span);
        weight += next.weight;
        if (!isHeld(innerEnd)) {
            pool.release(innerEnd);
        }
        if (!isHeld(innerStart)) {
            pool.release(innerStart);
        }
        if (!isHeld(loser) && loser != innerEnd && loser != innerStart) {
            pool.release(loser);
        }
    }

    private boolean isHeld(PhasePoint point) {
        return point == sample || point == span.first() || point == span.last();
    }
}
