package dev.cotangent.stdlib.scalar;

/** Modified Bessel functions of the first kind of integer order. */
public final class Bessel {
    private static final double PRECISION = 0x1p-54;
    private static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;

    private Bessel() {}

    /**
     * {@code log I_n(x)} for x at least 0: the power series DLMF 10.25.2, or from {@code x = 25 + n²} on Hankel's expansion DLMF
     * 10.40.1. Error 20 ulps; NaN for negative x or n.
     */
    public static double log_modified_bessel_first_kind(int n, double x) {
        if (!(x >= 0) || n < 0) {
            return Double.NaN;
        }
        if (x == 0) {
            return n == 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return x < 25 + (double) n * n ? series(n, x) : expansion(n, x);
    }

    private static double series(int n, double x) {
        double quarter = 0.25 * x * x;
        double sum = 0;
        double term = 1;
        for (int k = 1; term > PRECISION * sum; k++) {
            term *= quarter / (k * (k + (double) n));
            sum += term;
        }
        return n * Logarithm.log(0.5 * x) - Gamma.lgamma(n + 1) + Logarithm.log1p(sum);
    }

    private static double expansion(int n, double x) {
        double order = 4.0 * n * n;
        double sum = 1;
        double term = 1;
        for (int k = 1; Math.abs(term) > PRECISION && k < 60; k++) {
            double odd = 2 * k - 1;
            term *= (odd * odd - order) / (8 * x * k);
            sum += term;
        }
        return x - 0.5 * Logarithm.log(x) - HALF_LOG_TWO_PI + Logarithm.log(sum);
    }
}
