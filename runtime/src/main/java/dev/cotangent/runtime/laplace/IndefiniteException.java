package dev.cotangent.runtime.laplace;

/** The log density is not curved downwards in all directions at a point: it is no mode, or a flat one. */
public final class IndefiniteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final double curvature;
    private final transient double[] direction;

    IndefiniteException(double curvature, double[] direction) {
        super("the negative Hessian is not positive definite: its least eigenvalue is " + curvature);
        this.curvature = curvature;
        this.direction = direction;
    }

    /** The least eigenvalue of the negative Hessian. */
    public double curvature() {
        return curvature;
    }

    /** Its eigenvector, of length 1; a copy. */
    public double[] direction() {
        return direction.clone();
    }
}
