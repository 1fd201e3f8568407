package dev.cotangent.runtime.diagnostic;

/**
 * A generalised Pareto distribution of values above 0.
 *
 * @param shape k
 * @param scale sigma
 * @see <a href="https://doi.org/10.1198/tech.2009.08017">Zhang &amp; Stephens (2009), A new and efficient estimation method for
 *     the generalized Pareto distribution</a>
 */
record ParetoTail(double shape, double scale) {

    private static final int LEAST_POINTS = 30;
    private static final double PRIOR_OF_THETA = 3;
    /** A prior of so many observations of shape 1/2: Vehtari et al. (2024), appendix G. */
    private static final double PRIOR_OF_SHAPE = 10;

    /**
     * Fits values.
     *
     * @param values ascending, not negative; not modified
     */
    static ParetoTail fit(double[] values) {
        int n = values.length;
        int points = LEAST_POINTS + (int) Math.floor(Math.sqrt(n));
        double quartile = values[(int) Math.floor(n / 4.0 + 0.5) - 1];
        double[] theta = new double[points];
        double[] likelihood = new double[points];
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < points; j++) {
            theta[j] = 1 / values[n - 1] + (1 - Math.sqrt(points / (j + 0.5))) / PRIOR_OF_THETA / quartile;
            double k = meanLog(theta[j], values);
            likelihood[j] = n * (StrictMath.log(-theta[j] / k) - k - 1);
            best = Math.max(best, likelihood[j]);
        }
        double weights = 0;
        double mean = 0;
        for (int j = 0; j < points; j++) {
            double weight = StrictMath.exp(likelihood[j] - best);
            weights += weight;
            mean += weight * theta[j];
        }
        mean /= weights;
        double k = meanLog(mean, values);
        return new ParetoTail((k * n + 0.5 * PRIOR_OF_SHAPE) / (n + PRIOR_OF_SHAPE), -k / mean);
    }

    private static double meanLog(double theta, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += StrictMath.log1p(-theta * value);
        }
        return sum / values.length;
    }

    /** The value below which a part p lies. */
    double quantile(double p) {
        return scale * StrictMath.expm1(-shape * StrictMath.log1p(-p)) / shape;
    }
}
