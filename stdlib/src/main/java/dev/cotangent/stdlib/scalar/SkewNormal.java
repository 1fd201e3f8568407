package dev.cotangent.stdlib.scalar;

/**
 * Distribution function of the skew normal with location 0 and scale 1, A. Azzalini (1985), A class of distributions which
 * includes the normal ones: {@code F(z) = 2 integral of phi(t) Phi(alpha t)} up to z, by quadrature from z down, where nothing
 * cancels; the usual form with Owen's T does in the tails.
 */
public final class SkewNormal {
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;
    private static final double LOG_2 = 0x1.62e42fefa39efp-1;

    private SkewNormal() {}

    /** Logarithm of the distribution function with shape alpha, accurate in both tails. */
    public static double skew_normal_log_below(double z, double alpha) {
        if (Double.isNaN(z) || Double.isNaN(alpha)) {
            return Double.NaN;
        }
        if (Double.isInfinite(z)) {
            return z > 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return z <= 0 ? logLower(z, alpha) : Logarithm.log1p(-Exponential.exp(logLower(-z, -alpha)));
    }

    /** The integral from z down, for z not positive, with the greatest factor taken out. */
    private static double logLower(double z, double alpha) {
        double scale = 2 / (1 - z + (alpha > 0 ? -alpha * alpha * z : 0));
        double shift = alpha > 0 ? Gaussian.log_Phi(alpha * z) : 0;
        double sum = 0;
        for (int k = 0; k < DoubleExponential.TAIL_NODES.length; k++) {
            double u = scale * DoubleExponential.TAIL_NODES[k];
            double exponent = u * (z - 0.5 * u);
            if (exponent > -750) {
                double height = exponent + Gaussian.log_Phi(alpha * (z - u)) - shift;
                sum += DoubleExponential.TAIL_WEIGHTS[k] * Exponential.exp(height);
            }
        }
        return LOG_2 - HALF_LOG_TWO_PI - 0.5 * z * z + shift + Logarithm.log(scale * sum);
    }
}
