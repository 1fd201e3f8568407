package dev.cotangent.runtime.diagnostic;

/**
 * A quantile of draws.
 *
 * @param probability in [0, 1]
 * @param value NaN if a draw is
 * @param mcse Monte Carlo standard error; NaN where draws do not define it
 */
public record QuantileEstimate(double probability, double value, double mcse) {}
