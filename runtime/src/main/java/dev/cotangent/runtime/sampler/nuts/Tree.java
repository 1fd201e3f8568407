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
    private Candidate candidate;
    private double weight;

    Tree(int dimension) {
        span = new Span(dimension);
        candidate = new Candidate(dimension);
    }

    /** Makes this the tree of one state. */
    void startAt(PhasePoint point, double pointWeight) {
        span.startAt(point);
        candidate.take(point);
        weight = pointWeight;
    }

    Candidate candidate() {
        return candidate;
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

    /** Takes over the sampled state of another tree. */
    void takeCandidate(Tree other) {
        Candidate mine = candidate;
        candidate = other.candidate;
        other.candidate = mine;
    }

    /** Appends the states of a tree that follows this one; the sampled state stays. */
    void absorb(Tree next) {
        span.absorb(next.span);
        weight += next.weight;
    }
}
