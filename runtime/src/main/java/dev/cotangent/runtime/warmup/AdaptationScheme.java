package dev.cotangent.runtime.warmup;

/** What the metric is estimated from, and when. */
public enum AdaptationScheme {
    /** Positions and scores of overlapping windows of draws: the metric with the least Fisher divergence. */
    FISHER,
    /** Stan's: variances or covariances of the positions of windows of doubling length. */
    WINDOWS
}
