package dev.cotangent.stdlib.scalar;

/**
 * The inverse of the regularised incomplete beta function in its last argument: the quantile of the beta distribution.
 *
 * <p>Method: Newton's steps on the logarithm of the function in the logit of x, kept inside a bracket by bisection; above the
 * median by way of {@code I(a, b, x) = 1 - I(b, a, 1 - x)}. As accurate as {@link IncompleteBeta#inc_beta}.
 */
public final class InverseIncompleteBeta {
    private static final double LOWEST = -745;
    private static final double HIGHEST = 40;
    private static final int MOST_STEPS = 200;

    private InverseIncompleteBeta() {}

    /** The x with {@code inc_beta(a, b, x) = p}; NaN unless a and b are positive and p is in [0, 1]. */
    public static double inv_inc_beta(double a, double b, double p) {
        if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        if (p == 0 || p == 1) {
            return p;
        }
        return p <= 0.5 ? expit(logit(a, b, p)) : expit(-logit(b, a, 1 - p));
    }

    private static double logit(double a, double b, double p) {
        double low = LOWEST;
        double high = HIGHEST;
        double u = Logarithm.log(a / b);
        double target = Logarithm.log(p);
        for (int k = 0; k < MOST_STEPS; k++) {
            double x = expit(u);
            double mass = IncompleteBeta.inc_beta(a, b, x);
            double excess = Logarithm.log(mass) - target;
            if (excess > 0) {
                high = u;
            } else {
                low = u;
            }
            double logDensity = a * Logarithm.log(x) + b * Logarithm.log(expit(-u)) - Beta.lbeta(a, b);
            double slope = Exponential.exp(logDensity) / mass;
            double next = u - excess / slope;
            boolean inside = next > low && next < high;
            double step = inside ? next - u : 0.5 * (low + high) - u;
            u += step;
            if (Math.abs(step) <= 0x1p-52 * Math.max(1, Math.abs(u)) || high - low <= 0x1p-51 * Math.abs(u)) {
                return u;
            }
        }
        return u;
    }

    private static double expit(double u) {
        return u < 0 ? Exponential.exp(u) / (1 + Exponential.exp(u)) : 1 / (1 + Exponential.exp(-u));
    }
}
