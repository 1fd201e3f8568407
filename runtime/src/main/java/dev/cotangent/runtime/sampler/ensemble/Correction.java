package dev.cotangent.runtime.sampler.ensemble;

/** What makes draws of a diffusion draws from the posterior. */
public enum Correction {
    /** Importance weights of whole paths. */
    WEIGHTS,
    /** The same, then resampling and Metropolis moves. */
    MOVES,
    /** Nothing: draws are approximate. */
    NONE
}
