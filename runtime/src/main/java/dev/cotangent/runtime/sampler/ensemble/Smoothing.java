package dev.cotangent.runtime.sampler.ensemble;

/** What an ensemble is taken to be a sample of, when drifts are computed from it. */
public enum Smoothing {
    /** A mixture of one normal a particle, as wide as predicts particles best that were left out. */
    ADAPTIVE,
    /** A single normal with the ensemble's mean and covariance. */
    GAUSSIAN,
    /** A mixture of normals whose width is by rule: {@code (4 / (n (d + 2)))^(1 / (d + 4))} of the ensemble's (Silverman 1986). */
    SILVERMAN
}
