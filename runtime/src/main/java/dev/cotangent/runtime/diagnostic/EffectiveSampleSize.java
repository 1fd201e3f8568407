package dev.cotangent.runtime.diagnostic;

/**
 * Effective sample sizes: how many independent draws would estimate as well as these correlated ones.
 *
 * <p>All take draws of shape [chains][draws], cut longer chains to the shortest, split each in halves, and return NaN if
 * the draws are constant, not finite, or fewer than three a half. For the bulk, an infinite draw has a rank like any other.
 *
 * @see <a href="https://doi.org/10.1214/20-BA1221">Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021),
 *     Rank-normalization, folding, and localization: an improved R-hat</a>
 */
public final class EffectiveSampleSize {

    /** Probabilities of the quantiles that the tails are judged by. */
    static final double LOWER_TAIL = 0.05;

    static final double UPPER_TAIL = 0.95;

    private EffectiveSampleSize() {}

    /** Of the rank-normalised draws: how well the centre is known. */
    public static double bulk(double[][] chains) {
        return split(NormalScores.of(Chains.split(Chains.equalised(chains))));
    }

    /** The smaller of those of the 5 % and the 95 % quantile. */
    public static double tail(double[][] chains) {
        double[][] equal = Chains.equalised(chains);
        return tail(equal, Moments.sorted(Chains.pooled(equal)));
    }

    private static double tail(double[][] equal, double[] sorted) {
        return Math.min(quantile(equal, sorted, LOWER_TAIL), quantile(equal, sorted, UPPER_TAIL));
    }

    /** Of the draws themselves: how well the mean is known. */
    public static double mean(double[][] chains) {
        return split(Chains.split(Chains.equalised(chains)));
    }

    /** Of the distances from the mean: how well the standard deviation is known. */
    public static double standardDeviation(double[][] chains) {
        double[][] equal = Chains.equalised(chains);
        double mean = Moments.mean(Chains.pooled(equal));
        return split(Chains.split(Chains.map(equal, x -> Math.abs(x - mean))));
    }

    /**
     * Of the indicator {@code x <= quantile}: how well a quantile is known.
     *
     * @param probability in [0, 1]
     */
    public static double quantile(double[][] chains, double probability) {
        double[][] equal = Chains.equalised(chains);
        return quantile(equal, Moments.sorted(Chains.pooled(equal)), probability);
    }

    static double quantile(double[][] equal, double[] sorted, double probability) {
        if (Chains.isDegenerate(equal)) {
            return Double.NaN;
        }
        // every draw is at most the maximum; half a draw below it, the indicator still varies
        double inner = probability == 1 ? (sorted.length - 0.5) / sorted.length : probability;
        double quantile = Moments.quantile(sorted, inner);
        return split(Chains.split(Chains.map(equal, x -> x <= quantile ? 1 : 0)));
    }

    /** Of chains that are split, and may have been put on another scale. */
    static double split(double[][] halves) {
        if (Chains.isDegenerate(halves) || halves[0].length < 3) {
            return Double.NaN;
        }
        int total = halves.length * halves[0].length;
        double time = new Autocorrelation(halves).integratedTime();
        // antithetic chains may beat independence, but estimates beyond this bound are unstable
        double bound = 1 / StrictMath.log10(total);
        return total / (time < bound ? bound : time);
    }
}
