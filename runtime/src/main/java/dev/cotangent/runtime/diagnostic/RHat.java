package dev.cotangent.runtime.diagnostic;

/**
 * Rank-normalised split R-hat: the larger of that of the draws and that of the draws folded about their median, so that
 * differences in location and in scale both show. Near 1 if chains have mixed.
 *
 * @see <a href="https://doi.org/10.1214/20-BA1221">Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021),
 *     Rank-normalization, folding, and localization: an improved R-hat</a>
 */
public final class RHat {

    private RHat() {}

    /**
     * R-hat of one quantity.
     *
     * @param chains draws, shape [chains][draws]; longer chains are cut to the shortest
     * @return NaN if the draws are constant, folded or not, or one is NaN; an infinite draw has a rank like any other
     */
    public static double of(double[][] chains) {
        double[][] equal = Chains.equalised(chains);
        return of(NormalScores.of(Chains.split(equal)), Chains.folded(equal));
    }

    /**
     * R-hat from what it is made of.
     *
     * @param scores normal scores of split chains
     * @param folded absolute deviations from the median of chains that are not split
     */
    static double of(double[][] scores, double[][] folded) {
        return Math.max(split(scores), split(NormalScores.of(Chains.split(folded))));
    }

    /** Gelman-Rubin ratio {@code sqrt(((n - 1)/n W + B/n) / W)} of chains of n draws. */
    private static double split(double[][] chains) {
        if (Chains.isDegenerate(chains)) {
            return Double.NaN;
        }
        int draws = chains[0].length;
        double[] means = new double[chains.length];
        double within = 0;
        for (int k = 0; k < chains.length; k++) {
            means[k] = Moments.mean(chains[k]);
            within += Moments.variance(chains[k]) / chains.length;
        }
        double between = draws * Moments.variance(means);
        return Math.sqrt((between / within + draws - 1) / draws);
    }
}
