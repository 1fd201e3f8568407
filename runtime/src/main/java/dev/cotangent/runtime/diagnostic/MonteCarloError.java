package dev.cotangent.runtime.diagnostic;

/** Monte Carlo standard errors of estimates from draws of shape [chains][draws]. */
public final class MonteCarloError {

    private MonteCarloError() {}

    /** Of the mean: the standard deviation over the root of the effective sample size; NaN if that is. */
    public static double ofMean(double[][] chains) {
        double[][] equal = Chains.equalised(chains);
        return Moments.standardDeviation(Chains.pooled(equal)) / Math.sqrt(EffectiveSampleSize.mean(equal));
    }

    /**
     * Of the standard deviation, by the delta method from the variance of the second central moment; NaN if its effective
     * sample size is.
     */
    public static double ofStandardDeviation(double[][] chains) {
        double[][] equal = Chains.equalised(chains);
        double mean = Moments.mean(Chains.pooled(equal));
        double[][] squares = Chains.map(equal, x -> (x - mean) * (x - mean));
        double[] pooled = Chains.pooled(squares);
        double second = Moments.mean(pooled);
        double fourth = 0;
        for (double square : pooled) {
            fourth += square * square / pooled.length;
        }
        double varianceOfVariance = (fourth - second * second) / EffectiveSampleSize.mean(squares);
        return Math.sqrt(varianceOfVariance / second / 4);
    }
}
