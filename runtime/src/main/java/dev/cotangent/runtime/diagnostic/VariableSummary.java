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
        double rHat) {

    /**
     * Summarises one quantity. Figures that the draws do not define are NaN: effective sample sizes, R-hat and the
     * standard error of a constant, and everything if a draw is NaN.
     *
     * @param chains draws, shape [chains][draws]; longer chains are cut to the shortest
     */
    public static VariableSummary of(String name, double[][] chains) {
        double[][] equal = Chains.equalised(chains);
        double[] sorted = Moments.sorted(Chains.pooled(equal));
        return new VariableSummary(
                name,
                Moments.mean(sorted),
                MonteCarloError.ofMean(equal),
                Moments.standardDeviation(sorted),
                Moments.quantile(sorted, 0.05),
                Moments.quantile(sorted, 0.5),
                Moments.quantile(sorted, 0.95),
                EffectiveSampleSize.bulk(equal),
                EffectiveSampleSize.tail(equal),
                RHat.of(equal));
    }
}
