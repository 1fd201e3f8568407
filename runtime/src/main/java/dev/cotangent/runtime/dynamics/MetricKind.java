package dev.cotangent.runtime.dynamics;

/** The shape of a mass matrix. */
public enum MetricKind {
    /** The identity; nothing to adapt. */
    UNIT("unit"),
    /** One scale per coordinate. */
    DIAGONAL("diagonal"),
    /** One scale per coordinate, and directions that are wider or narrower than the scales say. */
    LOW_RANK("low-rank"),
    /** A full symmetric matrix. */
    DENSE("dense");

    private final String text;

    MetricKind(String text) {
        this.text = text;
    }

    /** Its name in options and files. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
