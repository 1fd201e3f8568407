package dev.cotangent.runtime.sampler.ensemble;

/** How particles are moved. */
public enum MoveKind {
    /** A random walk whose scales are the population's principal axes. */
    RANDOM_WALK,
    /** A stretch through a particle of the other half of the population. */
    STRETCH
}
