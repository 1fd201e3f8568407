package dev.cotangent.stdlib.scalar;

/**
 * Regularised incomplete gamma functions.
 *
 * <p>Method: the series DLMF 8.11.4 below {@code x = a + 1}, above it the continued fraction DLMF 8.9.2 by Lentz's
 * algorithm. The common factor {@code xᵃ e⁻ˣ / Gamma(a + 1)} is taken from Stirling's series for a at least 10, so that large
 * logarithms do not cancel. For {@code a < 1} and small x the upper function is the difference of DLMF 8.7.1 from 1, without
 * the cancellation. Relative error about 1e-13 for a up to 1e4; the number of terms grows as the square root of a. Derivatives
 * in a are those of the series and of the fraction, term by term.
 */
public final class IncompleteGamma {
    private static final double PRECISION = 0x1p-54;
    private static final int MOST_TERMS = 10_000_000;
    private static final double STIRLING_FROM = 10;
    private static final double LOG_TWO_PI = 0x1.d67f1c864beb5p0;

    /** {@code -gamma, zeta(2) / 2, -zeta(3) / 3 ...}, DLMF 5.7.3. */
    private static final double[] LGAMMA_AT_1 = {
        -0.5772156649015329, 0.8224670334241132, -0.40068563438653143, 0.27058080842778454, -0.20738555102867398
    };

    private IncompleteGamma() {}

    /** {@code P(a, x)}, the gamma distribution function of shape a; NaN unless a is positive and x not negative. */
    public static double gamma_p(double a, double x) {
        if (isOutside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 0 : 1;
        }
        return x < a + 1 ? Exponential.exp(logFactor(a, x)) * series(a, x) : 1 - upper(a, x);
    }

    /** {@code Q(a, x) = 1 - P(a, x)}, accurate where it is small. */
    public static double gamma_q(double a, double x) {
        if (isOutside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 1 : 0;
        }
        return upper(a, x);
    }

    /** {@code log P(a, x)}, finite where P underflows. */
    public static double log_gamma_p(double a, double x) {
        if (isOutside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.NEGATIVE_INFINITY : 0;
        }
        return x < a + 1 ? logFactor(a, x) + Logarithm.log(series(a, x)) : Logarithm.log1p(-upper(a, x));
    }

    /** {@code log Q(a, x)}, finite where Q underflows. */
    public static double log_gamma_q(double a, double x) {
        if (isOutside(a, x)) {
            return Double.NaN;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        if (x >= a + 1) {
            return logFactor(a, x) + Logarithm.log(a * fraction(a, x));
        }
        return a < 1 ? Logarithm.log(smallUpper(a, x)) : Logarithm.log1p(-gamma_p(a, x));
    }

    /** The derivative of {@code log P(a, x)} in x, for x positive and finite. */
    public static double log_gamma_p_in_x(double a, double x) {
        if (x < a + 1) {
            return a / (x * series(a, x));
        }
        return Exponential.exp(logFactor(a, x)) * a / (x * (1 - upper(a, x)));
    }

    /** The derivative of {@code log Q(a, x)} in x, for x positive and finite. */
    public static double log_gamma_q_in_x(double a, double x) {
        if (x >= a + 1) {
            return -1 / (x * fraction(a, x));
        }
        return -Exponential.exp(logFactor(a, x)) * a / (x * upper(a, x));
    }

    /** The derivative of {@code log P(a, x)} in a, for x positive and finite. */
    public static double log_gamma_p_in_a(double a, double x) {
        if (x < a + 1) {
            return Logarithm.log(x) - Gamma.digamma(a + 1) + logSeriesInA(a, x);
        }
        double upper = upper(a, x);
        return -upper / (1 - upper) * log_gamma_q_in_a(a, x);
    }

    /** The derivative of {@code log Q(a, x)} in a, for x positive and finite. */
    public static double log_gamma_q_in_a(double a, double x) {
        if (x >= a + 1) {
            return Logarithm.log(x) - Gamma.digamma(a) + logFractionInA(a, x);
        }
        if (a < 1) {
            return smallUpperInA(a, x) / smallUpper(a, x);
        }
        double lower = gamma_p(a, x);
        return -lower / (1 - lower) * log_gamma_p_in_a(a, x);
    }

    private static boolean isOutside(double a, double x) {
        return !(a > 0 && x >= 0);
    }

    private static double upper(double a, double x) {
        if (x >= a + 1) {
            return Exponential.exp(logFactor(a, x)) * a * fraction(a, x);
        }
        return a < 1 ? smallUpper(a, x) : 1 - Exponential.exp(logFactor(a, x)) * series(a, x);
    }

    /** Q by {@code 1 - (xᵃ / Gamma(1 + a)) (1 + a R)}, with {@code R = sum (-x)ⁿ / (n! (a + n))} from n = 1 on. */
    private static double smallUpper(double a, double x) {
        double logPower = a * Logarithm.log(x) - lgamma1p(a);
        return -Exponential.expm1(logPower) - Exponential.exp(logPower) * a * alternating(a, x, 1);
    }

    private static double smallUpperInA(double a, double x) {
        double power = Exponential.exp(a * Logarithm.log(x) - lgamma1p(a));
        double slope = Logarithm.log(x) - Gamma.digamma(1 + a);
        double rest = alternating(a, x, 1);
        return -power * (slope * (1 + a * rest) + rest - a * alternating(a, x, 2));
    }

    /** {@code sum (-x)ⁿ / (n! (a + n)ᵖ)} from n = 1 on; p is 1 or 2. */
    private static double alternating(double a, double x, int power) {
        double sum = 0;
        double term = 1;
        double change = 1;
        for (int n = 1; Math.abs(change) > PRECISION * Math.abs(sum); n++) {
            term *= -x / n;
            change = term / (power == 1 ? a + n : (a + n) * (a + n));
            sum += change;
        }
        return sum;
    }

    /** {@code lgamma(1 + a)} for a from 0 to 1, with the Taylor series DLMF 5.7.3 where 1 + a would round. */
    private static double lgamma1p(double a) {
        return a < 1e-3 ? a * Polynomial.at(LGAMMA_AT_1, a) : Gamma.lgamma(1 + a);
    }

    /** {@code sum xⁿ / ((a + 1) ... (a + n))} from n = 0 on. */
    private static double series(double a, double x) {
        double sum = 1;
        double term = 1;
        for (int n = 1; n < MOST_TERMS && term > PRECISION * sum; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double logSeriesInA(double a, double x) {
        double sum = 1;
        double term = 1;
        double harmonic = 0;
        double slope = 0;
        for (int n = 1; n < MOST_TERMS && term * Math.max(1, harmonic) > PRECISION * sum; n++) {
            term *= x / (a + n);
            harmonic += 1 / (a + n);
            sum += term;
            slope -= term * harmonic;
        }
        return slope / sum;
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
        return value;
    }

    /** The derivative of the logarithm of the fraction: the sum of those of Lentz's factors. */
    private static double logFractionInA(double a, double x) {
        double b = x + 1 - a;
        double c = Double.MAX_VALUE;
        double cSlope = 0;
        double d = 1 / b;
        double dSlope = d * d;
        double slope = dSlope / d;
        double change = 1;
        for (int n = 1; n < MOST_TERMS && !(Math.abs(change) <= PRECISION * Math.abs(slope)); n++) {
            double numerator = -n * (n - a);
            b += 2;
            double next = 1 / Math.fma(numerator, d, b);
            dSlope = -next * next * (n * d + numerator * dSlope - 1);
            d = next;
            cSlope = -1 + n / c - numerator * cSlope / c / c;
            c = b + numerator / c;
            change = cSlope / c + dSlope / d;
            slope += change;
        }
        return slope;
    }

    /** The logarithm of {@code xᵃ e⁻ˣ / Gamma(a + 1)}. */
    private static double logFactor(double a, double x) {
        if (a < STIRLING_FROM) {
            return a * Logarithm.log(x) - x - Gamma.lgamma(a + 1);
        }
        double exponent = -a * relativeEntropy((x - a) / a);
        return exponent - Gamma.stirlingError(a) - 0.5 * (LOG_TWO_PI + Logarithm.log(a));
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
