package dev.cotangent.runtime.geometry;

/** Where a metric that depends on the position comes from. */
public enum LocalMetricKind {
    /** The Fisher information that the compiler derives. */
    FISHER("fisher"),
    /** SoftAbs of the Hessian. */
    SOFTABS("softabs"),
    /** The negative Hessian, where it is positive definite. */
    HESSIAN("hessian"),
    /** SoftAbs of the diagonal of the Hessian. */
    DIAGONAL_SOFTABS("diagonal-softabs");

    private final String text;

    LocalMetricKind(String text) {
        this.text = text;
    }

    /** Its name in options and files. */
    public String text() {
        return text;
    }

    /** True if it is made of {@link SoftAbs}. */
    public boolean isSoftAbs() {
        return this == SOFTABS || this == DIAGONAL_SOFTABS;
    }

    @Override
    public String toString() {
        return text;
    }
}
