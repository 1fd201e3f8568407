package dev.cotangent.stdlib.scalar;

/** The beta function. */
public final class Beta {
    private static final double STIRLING_FROM = 10;
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;

    private Beta() {}

    /**
     * {@code log B(a, b) = lgamma(a) + lgamma(b) - lgamma(a + b)} for positive arguments, with the large terms of Stirling's
     * series cancelled on paper where an argument is at least 10. Error 10 ulps of the largest term left.
     */
    public static double lbeta(double a, double b) {
        double small = Math.min(a, b);
        double large = Math.max(a, b);
        if (small == 0 || large == Double.POSITIVE_INFINITY) {
            return small == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        if (!(large >= STIRLING_FROM)) {
            return Gamma.lgamma(small) + Gamma.lgamma(large) - Gamma.lgamma(small + large);
        }
        double sum = small + large;
        double corrections = Gamma.stirlingError(large) - Gamma.stirlingError(sum);
        double share = Logarithm.log1p(-small / sum);
        if (small < STIRLING_FROM) {
            return Gamma.lgamma(small) + (corrections + small * (1 - Logarithm.log(sum)) + (large - 0.5) * share);
        }
        return HALF_LOG_TWO_PI
                - 0.5 * Logarithm.log(large)
                + (corrections + Gamma.stirlingError(small))
                + (small - 0.5) * Logarithm.log(small / sum)
                + large * share;
    }
}
