package dev.cotangent.stdlib.scalar;

/**
 * The inverse of the regularised incomplete gamma function in its last argument: the quantile of the gamma distribution, at the
 * probability of a standard normal score.
 *
 * <p>Method: Newton's steps on the logarithm of the lower or the upper function in the logarithm of x, kept inside a bracket by
 * bisection, from the cube root approximation of E. B. Wilson and M. M. Hilferty (1931), The distribution of chi-square, PNAS
 * 17. Where x is below 1e-17, the first term of the series (DLMF 8.7.1) is all there is.
 */
public final class InverseIncompleteGamma {
    private static final double LOWEST = -40;
    private static final int MOST_STEPS = 200;

    private InverseIncompleteGamma() {}

    /** The logarithm of the x with {@code gamma_p(a, x) = Phi(z)}; NaN unless a is positive and finite and z is a number. */
    public static double log_gamma_at_score(double a, double z) {
        if (!(a > 0 && a < Double.POSITIVE_INFINITY) || Double.isNaN(z)) {
            return Double.NaN;
        }
        if (Double.isInfinite(z)) {
            return z;
        }
        double smallest = (Gaussian.log_Phi(z) + Gamma.lgamma(a + 1)) / a;
        return smallest < LOWEST ? smallest : solve(a, z, Math.max(smallest, LOWEST));
    }

    private static double solve(double a, double z, double least) {
        boolean lower = z <= 0;
        double target = Gaussian.log_Phi(lower ? z : -z);
        double low = LOWEST;
        double high = Logarithm.log(a + 50 * Math.sqrt(a) + 2000);
        double u = Math.min(Math.max(start(a, z, least), low), high);
        for (int k = 0; k < MOST_STEPS; k++) {
            double x = Exponential.exp(u);
            double mass = lower ? IncompleteGamma.log_gamma_p(a, x) : IncompleteGamma.log_gamma_q(a, x);
            double excess = mass - target;
            if (excess > 0 == lower) {
                high = u;
            } else {
                low = u;
            }
            double slope = Exponential.exp(a * u - x - Gamma.lgamma(a) - mass);
            double next = u - excess / (lower ? slope : -slope);
            boolean inside = next > low && next < high;
            double step = inside ? next - u : 0.5 * (low + high) - u;
            u += step;
            if (Math.abs(step) <= 0x1p-52 * Math.max(1, Math.abs(u)) || high - low <= 0x1p-51 * Math.abs(u)) {
                return u;
            }
        }
        return u;
    }

    private static double start(double a, double z, double least) {
        double root = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
        return root > 0.1 ? Logarithm.log(a * root * root * root) : least;
    }
}
