package dev.cotangent.stdlib.scalar;

/**
 * Regularised incomplete beta function.
 *
 * <p>Method: the continued fraction DLMF 8.17.22 by Lentz's algorithm, on the side of the mean where it converges fast. Its
 * factor {@code xᵃ (1 - x)ᵇ / B(a, b)} is taken from Stirling's series for shapes of at least 10, so that large logarithms do not
 * cancel. Relative error about 1e-13 for arguments up to 1e4; the number of terms grows as the square root of the larger
 * shape. Derivatives in the shapes are those of the fraction, term by term.
 *
 * <p>The functions in {@code t} have {@code x = 1 / (1 + e⁻ᵗ)}: both ends are resolved alike, as {@code I(a, b, t) = 1 - I(b, a,
 * -t)}.
 */
public final class IncompleteBeta {
    private static final double PRECISION = 0x1p-54;
    private static final double SMALLEST = 0x1p-1000;
    private static final int MOST_TERMS = 1_000_000;
    private static final int MOST_STEPS = 200;
    private static final double STIRLING_FROM = 10;
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;

    private IncompleteBeta() {}

    /** {@code I_x(a, b)}, the beta distribution function; NaN unless a and b are positive and x is in [0, 1]. */
    public static double inc_beta(double a, double b, double x) {
        if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) {
            return Double.NaN;
        }
        if (x == 0 || x == 1) {
            return x;
        }
        double t = Logarithm.log(x) - Logarithm.log1p(-x);
        double factor = Exponential.exp(logFactor(a, b, t));
        return x < (a + 1) / (a + b + 2) ? factor * fraction(a, b, x) / a : 1 - factor * fraction(b, a, 1 - x) / b;
    }

    /** {@code log I_x(a, b)} at {@code x = 1 / (1 + e⁻ᵗ)}, finite where I underflows; NaN unless a and b are positive. */
    public static double log_inc_beta_logit(double a, double b, double t) {
        if (!(a > 0 && b > 0) || Double.isNaN(t)) {
            return Double.NaN;
        }
        if (Double.isInfinite(t)) {
            return t > 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return isLower(a, b, t) ? logLower(a, b, t) : Logarithm.log1p(-Exponential.exp(logLower(b, a, -t)));
    }

    /** The derivative of {@link #log_inc_beta_logit} in t. */
    public static double log_inc_beta_logit_in_t(double a, double b, double t) {
        if (Double.isInfinite(t)) {
            return t > 0 ? 0 : a;
        }
        if (isLower(a, b, t)) {
            return a / fraction(a, b, share(t));
        }
        double rest = Exponential.exp(logLower(b, a, -t));
        return rest / (1 - rest) * b / fraction(b, a, share(-t));
    }

    /** The derivative of {@link #log_inc_beta_logit} in a. */
    public static double log_inc_beta_logit_in_a(double a, double b, double t) {
        if (isLower(a, b, t)) {
            return logShare(t)
                    - 1 / a
                    - Gamma.digamma(a)
                    + Gamma.digamma(a + b)
                    + logFractionInShape(a, b, share(t), true);
        }
        double rest = Exponential.exp(logLower(b, a, -t));
        return -rest / (1 - rest) * lowerInB(b, a, -t);
    }

    /** The derivative of {@link #log_inc_beta_logit} in b. */
    public static double log_inc_beta_logit_in_b(double a, double b, double t) {
        if (isLower(a, b, t)) {
            return lowerInB(a, b, t);
        }
        double rest = Exponential.exp(logLower(b, a, -t));
        return -rest / (1 - rest) * log_inc_beta_logit_in_a(b, a, -t);
    }

    /**
     * The t with {@code log I(a, b, t) = l}, for l below 0. The logarithm is concave in t and below its asymptote at minus
     * infinity, so Newton's method from the asymptote's root rises to the solution.
     */
    static double logitQuantile(double a, double b, double l) {
        double t = (l + Logarithm.log(a) + Beta.lbeta(a, b)) / a;
        for (int n = 0; n < MOST_STEPS; n++) {
            double step = (l - log_inc_beta_logit(a, b, t)) / log_inc_beta_logit_in_t(a, b, t);
            t += step;
            if (!(Math.abs(step) > 1e-9)) {
                return t;
            }
        }
        return t;
    }

    private static double share(double t) {
        return 1 / (1 + Exponential.exp(-t));
    }

    private static double logShare(double t) {
        return t < 0 ? t - Logarithm.log1p(Exponential.exp(t)) : -Logarithm.log1p(Exponential.exp(-t));
    }

    private static boolean isLower(double a, double b, double t) {
        // at a mean of 1, as for b of 0, x would round; the odds don't
        return Exponential.exp(t) * (b + 1) < a + 1;
    }

    private static double logLower(double a, double b, double t) {
        return logFactor(a, b, t) - Logarithm.log(a) + Logarithm.log(fraction(a, b, share(t)));
    }

    private static double lowerInB(double a, double b, double t) {
        return logShare(-t) - Gamma.digamma(b) + Gamma.digamma(a + b) + logFractionInShape(a, b, share(t), false);
    }

    /** The logarithm of {@code xᵃ (1 - x)ᵇ / B(a, b)}. */
    private static double logFactor(double a, double b, double t) {
        if (Math.min(a, b) < STIRLING_FROM) {
            return a * logShare(t) + b * logShare(-t) - Beta.lbeta(a, b);
        }
        double odds = Exponential.exp(t);
        double excess = odds < 1 ? (odds * b - a) / (1 + odds) : (b - a / odds) / (1 / odds + 1);
        double exponent =
                -a * IncompleteGamma.relativeEntropy(excess / a) - b * IncompleteGamma.relativeEntropy(-excess / b);
        double corrections = Gamma.stirlingError(a + b) - Gamma.stirlingError(a) - Gamma.stirlingError(b);
        return exponent + corrections + 0.5 * Logarithm.log(a / (a + b) * b) - HALF_LOG_TWO_PI;
    }

    /** The derivative of the logarithm of the fraction in a or in b: the sum of those of Lentz's factors. */
    private static double logFractionInShape(double a, double b, double x, boolean inA) {
        double numerator = -(a + b) * x / (a + 1);
        double numeratorSlope = inA ? (b - 1) * x / ((a + 1) * (a + 1)) : -x / (a + 1);
        double c = 1;
        double cSlope = 0;
        double d = inverse(1 + numerator);
        double dSlope = -d * d * numeratorSlope;
        double slope = dSlope / d;
        double change = 1;
        for (int k = 2; k < MOST_TERMS && !(Math.abs(change) <= PRECISION * Math.abs(slope)); k++) {
            int m = k >> 1;
            double even = a + 2 * m;
            if ((k & 1) == 0) {
                numerator = m * (b - m) * x / ((even - 1) * even);
                numeratorSlope = inA ? -numerator * (1 / (even - 1) + 1 / even) : m * x / ((even - 1) * even);
            } else {
                numerator = -(a + m) * (a + b + m) * x / (even * (even + 1));
                double common = 1 / (a + b + m);
                numeratorSlope = numerator * (inA ? 1 / (a + m) + common - 1 / even - 1 / (even + 1) : common);
            }
            double next = inverse(Math.fma(numerator, d, 1));
            dSlope = -next * next * (numeratorSlope * d + numerator * dSlope);
            d = next;
            cSlope = (numeratorSlope - numerator * cSlope / c) / c;
            c = away(1 + numerator / c);
            change = cSlope / c + dSlope / d;
            slope += change;
        }
        return slope;
    }

    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = inverse(1 - (a + b) * x / (a + 1));
        double value = d;
        double change = 0;
        for (int m = 1; m < MOST_TERMS && Math.abs(change - 1) > PRECISION; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = inverse(Math.fma(even, d, 1));
            c = away(1 + even / c);
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = inverse(Math.fma(odd, d, 1));
            c = away(1 + odd / c);
            change = c * d;
            value *= change;
        }
        return value;
    }

    private static double inverse(double x) {
        return 1 / away(x);
    }

    /** Lentz's guard against division by zero. */
    private static double away(double x) {
        return Math.abs(x) < SMALLEST ? SMALLEST : x;
    }
}
