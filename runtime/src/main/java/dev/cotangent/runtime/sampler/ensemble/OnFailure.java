package dev.cotangent.runtime.sampler.ensemble;

/** What becomes of a particle at which a Java function that the model calls fails, or the log likelihood is not a number. */
public enum OnFailure {
    /** The run ends with the failure. */
    ERROR,
    /** The particle has no weight, as if the model had rejected it; how often this happened is reported. */
    ZERO_WEIGHT
}
