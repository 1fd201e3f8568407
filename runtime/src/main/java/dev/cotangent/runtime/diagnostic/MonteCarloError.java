package dev.cotangent.runtime.diagnostic;

/** Monte Carlo standard errors of estimates from draws of shape [chains][draws]. */
public final class MonteCarloError {

    /** Probabilities of one standard deviation about the mean of a normal distribution, with the digits of R's posterior. */
    private static final double ONE_SD_BELOW = 0.1586553;

    private static final double ONE_SD_ABOVE = 0.8413447;

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

    /**
     * Of a quantile: half the distance between the order statistics that bound its distribution's central 68 %, which a
     * beta distribution gives in the effective sample size of the quantile.
     *
     * @param probability in [0, 1]
     * @return NaN if the effective sample size is
     * @see <a href="https://doi.org/10.1214/20-BA1221">Vehtari et al. (2021), section 4.4</a>
     */
    public static double ofQuantile(double[][] chains, double probability) {
        double[][] equal = Chains.equalised(chains);
        double[] sorted = Moments.sorted(Chains.pooled(equal));
        return ofQuantile(sorted, probability, EffectiveSampleSize.quantile(equal, sorted, probability));
    }

    /** Of a quantile whose effective sample size is known. */
    static double ofQuantile(double[] sorted, double probability, double size) {
        if (Double.isNaN(size)) {
            return Double.NaN;
        }
        double a = size * probability + 1;
        double b = size * (1 - probability) + 1;
        int low = (int) Math.floor(BetaQuantile.of(ONE_SD_BELOW, a, b) * sorted.length);
        int high = (int) Math.ceil(BetaQuantile.of(ONE_SD_ABOVE, a, b) * sorted.length);
        return (sorted[Math.min(high, sorted.length) - 1] - sorted[Math.max(low, 1) - 1]) / 2;
    }
}
