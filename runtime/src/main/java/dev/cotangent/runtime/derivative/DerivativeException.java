package dev.cotangent.runtime.derivative;

/** Differences could not be taken, as there is no finite value beside a point. */
public final class DerivativeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int coordinate;

    DerivativeException(int coordinate) {
        super("the gradient is not finite beside the point, in the direction of unconstrained coordinate "
                + (coordinate + 1));
        this.coordinate = coordinate;
    }

    /** The coordinate that was moved, from 0. */
    public int coordinate() {
        return coordinate;
    }
}
