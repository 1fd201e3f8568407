package dev.cotangent.runtime.dynamics;

/**
 * A stretch of consecutive states of a trajectory, reduced to what the U-turn criterion needs: the states at both ends, and
 * the sum of all momenta. Mutable scratch; refers to phase points and copies none.
 */
public final class Span {

    private final double[] sumStorage;
    private PhasePoint first;
    private PhasePoint last;

    public Span(int dimension) {
        sumStorage = new double[dimension];
        first = new PhasePoint(0);
        last = first;
    }

    /** Makes this the span of one state. */
    public void startAt(PhasePoint point) {
        first = point;
        last = point;
    }

    /** Exchanges first and last. */
    public void reverse() {
        PhasePoint end = first;
        first = last;
        last = end;
    }

    /** Appends a span that begins where this one ends; it is not modified. */
    public void absorb(Span next) {
        double[] a = momentumSum();
        double[] b = next.momentumSum();
        for (int i = 0; i < sumStorage.length; i++) {
            sumStorage[i] = a[i] + b[i];
        }
        last = next.last;
    }

    boolean isSingle() {
        return first == last;
    }

    public PhasePoint first() {
        return first;
    }

    public PhasePoint last() {
        return last;
    }

    /** Sum of the momenta of all states, shape [n]. */
    double[] momentumSum() {
        return first == last ? first.momentum : sumStorage;
    }
}
