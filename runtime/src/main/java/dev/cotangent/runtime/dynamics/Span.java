package dev.cotangent.runtime.dynamics;

/**
 * A stretch of consecutive states of a trajectory, reduced to what the U-turn criterion needs: momentum and velocity at
 * both ends, and the sum of all momenta. Mutable scratch.
 *
 * <p>Spans exchange their arrays when one absorbs another, so nothing is copied but the ends of single states.
 */
public final class Span {

    /** Momentum p and velocity {@code M⁻¹ p} of a state. */
    static final class End {
        final double[] momentum;
        final double[] velocity;

        End(int dimension) {
            momentum = new double[dimension];
            velocity = new double[dimension];
        }
    }

    private final double[] sumStorage;
    private End first;
    private End lastStorage;
    private boolean single;

    public Span(int dimension) {
        first = new End(dimension);
        lastStorage = new End(dimension);
        sumStorage = new double[dimension];
    }

    /** Makes this the span of one state. */
    public void startAt(PhasePoint point) {
        System.arraycopy(point.momentum, 0, first.momentum, 0, first.momentum.length);
        System.arraycopy(point.velocity, 0, first.velocity, 0, first.velocity.length);
        single = true;
    }

    /** Exchanges first and last. */
    public void reverse() {
        if (!single) {
            End end = first;
            first = lastStorage;
            lastStorage = end;
        }
    }

    /**
     * Appends a span that begins where this one ends.
     *
     * @param next its content is unspecified afterwards
     */
    public void absorb(Span next) {
        addSums(momentumSum(), next.momentumSum());
        End spare = lastStorage;
        if (next.single) {
            lastStorage = next.first;
            next.first = spare;
        } else {
            lastStorage = next.lastStorage;
            next.lastStorage = spare;
        }
        single = false;
    }

    private void addSums(double[] a, double[] b) {
        for (int i = 0; i < sumStorage.length; i++) {
            sumStorage[i] = a[i] + b[i];
        }
    }

    boolean isSingle() {
        return single;
    }

    End first() {
        return first;
    }

    End last() {
        return single ? first : lastStorage;
    }

    /** Sum of the momenta of all states, shape [n]. */
    double[] momentumSum() {
        return single ? first.momentum : sumStorage;
    }
}
