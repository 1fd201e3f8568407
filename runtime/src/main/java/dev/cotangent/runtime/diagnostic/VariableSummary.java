package dev.cotangent.runtime.diagnostic;

/**
 * Summary of one column of draws.
 *
 * @param name name of the column
 * @param mean posterior mean
 * @param mcseMean Monte Carlo standard error of the mean
 * @param standardDeviation posterior standard deviation
 * @param quantile5 5 % quantile
 * @param median 50 % quantile
 * @param quantile95 95 % quantile
 * @param essBulk effective sample size in the bulk
 * @param essTail effective sample size in the tails
 * @param rHat rank-normalised split R-hat
 */
public record VariableSummary(
        String name,
        double mean,
        double mcseMean,
        double standardDeviation,
        double quantile5,
        double median,
        double quantile95,
        double essBulk,
        double essTail,
        double rHat) {}
