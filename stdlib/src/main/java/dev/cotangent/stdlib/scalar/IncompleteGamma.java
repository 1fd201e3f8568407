package dev.cotangent.stdlib.scalar;

/**
 * Regularised incomplete gamma functions.
 *
 * <p>Method: the series DLMF 8.11.4 below {@code x = a + 1}, above it the continued fraction DLMF 8.9.2 by Lentz's
 * algorithm. The common factor {@code xᵃ e⁻ˣ / Gamma(a + 1)} is taken from Stirling's series for a at least 10, so that large
 * logarithms do not cancel. Relative error about 1e-13 for a up to 1e4; the number of terms grows as the square root of a.
 */
public final class IncompleteGamma {
    private static final double PRECISION = 0x1p-54;
    private static final int MOST_TERMS = 10_000_000;
    private static final double STIRLING_FROM = 10;
    private static final double LOG_TWO_PI = 0x1.d67f1c864beb5p0;

    private IncompleteGamma() {}

    /** {@code P(a, x)}, the gamma distribution function of shape a; NaN unless a is positive and x not negative. */
    public static double gamma_p(double a, double x) {
        if (!(a > 0 && x >= 0)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 0 : 1;
        }
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
    }

    /** {@code Q(a, x) = 1 - P(a, x)}, accurate where it is small. */
    public static double gamma_q(double a, double x) {
        if (!(a > 0 && x >= 0)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 1 : 0;
        }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x);
    }

    private static double series(double a, double x) {
        double sum = 1;
        double term = 1;
        for (int n = 1; n < MOST_TERMS && term > PRECISION * sum; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return factor(a, x) * sum;
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = Double.MAX_VALUE;
        double d = 1 / b;
        double value = d;
        double change = 0;
        for (int n = 1; n < MOST_TERMS && Math.abs(change - 1) > PRECISION; n++) {
            double numerator = -n * (n - a);
            b += 2;
            d = 1 / Math.fma(numerator, d, b);
            c = b + numerator / c;
            change = c * d;
            value *= change;
        }
        return factor(a, x) * a * value;
    }

    /** {@code xᵃ e⁻ˣ / Gamma(a + 1)}. */
    private static double factor(double a, double x) {
        if (a < STIRLING_FROM) {
            return Exponential.exp(a * Logarithm.log(x) - x - Gamma.lgamma(a + 1));
        }
        double exponent = -a * relativeEntropy((x - a) / a);
        return Exponential.exp(exponent - Gamma.stirlingError(a) - 0.5 * (LOG_TWO_PI + Logarithm.log(a)));
    }

    /** {@code u - log(1 + u)}, by its series where the two would cancel. */
    static double relativeEntropy(double u) {
        if (Math.abs(u) > 0.1) {
            return u - Logarithm.log1p(u);
        }
        double s = u / (2 + u);
        double square = s * s;
        double power = 2 * s * square;
        double sum = u * s;
        for (int k = 3; Math.abs(power) > PRECISION * Math.abs(sum); k += 2) {
            sum -= power / k;
            power *= square;
        }
        return sum;
    }
}
