package dev.cotangent.stdlib.scalar;

/**
 * Regularised incomplete beta function.
 *
 * <p>Method: the continued fraction DLMF 8.17.22 by Lentz's algorithm, on the side of the mean where it converges fast.
 * Relative error about 1e-13 for arguments up to 1e4; the number of terms grows as the square root of the larger shape.
 */
public final class IncompleteBeta {
    private static final double PRECISION = 0x1p-54;
    private static final double SMALLEST = 0x1p-1000;
    private static final int MOST_TERMS = 1_000_000;

    private IncompleteBeta() {}

    /** {@code I_x(a, b)}, the beta distribution function; NaN unless a and b are positive and x is in [0, 1]. */
    public static double inc_beta(double a, double b, double x) {
        if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) {
            return Double.NaN;
        }
        if (x == 0 || x == 1) {
            return x;
        }
        double factor = Exponential.exp(a * Logarithm.log(x) + b * Logarithm.log1p(-x) - Beta.lbeta(a, b));
        return x < (a + 1) / (a + b + 2) ? factor * fraction(a, b, x) / a : 1 - factor * fraction(b, a, 1 - x) / b;
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
