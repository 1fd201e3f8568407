package dev.cotangent.runtime.dynamics;

/** The shape of a mass matrix. */
public enum MetricKind {
    /** The identity; nothing to adapt. */
    UNIT,
    /** One scale per coordinate. */
    DIAGONAL,
    /** A full symmetric matrix. */
    DENSE
}
