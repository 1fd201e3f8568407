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

    private EffectiveSampleSize() {}

    /** Of the rank-normalised draws: how well the centre is known. */
    public static double bulk(double[][] chains) {
        return split(NormalScores.of(Chains.split(Chains.equalised(chains))));
    }

    /** The smaller of those of the 5 % and the 95 % quantile. */
    public static double tail(double[][] chains) {
        return Math.min(quantile(chains, 0.05), quantile(chains, 0.95));
    }

    /** Of the draws themselves: how well the mean is known. */
    public static double mean(double[][] chains) {
        return split(Chains.split(Chains.equalised(chains)));
    }

    /** Of the indicator {@code x <= quantile}: how well a quantile is known. */
    public static double quantile(double[][] chains, double probability) {
        double[][] equal = Chains.equalised(chains);
        if (Chains.isDegenerate(equal)) {
            return Double.NaN;
        }
        double quantile = Moments.quantile(Moments.sorted(Chains.pooled(equal)), probability);
        return split(Chains.split(Chains.map(equal, x -> x <= quantile ? 1 : 0)));
    }

    private static double split(double[][] halves) {
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
