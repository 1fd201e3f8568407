package dev.cotangent;

/** How the gradient of a model is computed. Each way gives the same numbers up to rounding. */
public enum Autodiff {
    /** Forward for very few parameters, mixed otherwise. */
    AUTOMATIC,
    /** Tangents of all parameters at once: the cost grows with their number. */
    FORWARD,
    /** Tangents inside a statement, adjoints across statements: the cost is a small multiple of the value's. */
    MIXED
}
