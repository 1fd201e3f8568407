package dev.cotangent.stdlib.scalar;

/** Polynomials with their coefficients in ascending order. */
final class Polynomial {
    private Polynomial() {}

    /** {@code c[0] + c[1] x + c[2] x² + ...}, even and odd powers apart to halve the chain of dependent operations. */
    static double at(double[] c, double x) {
        double x2 = x * x;
        int last = c.length - 1;
        double a = c[last];
        double b = c[last - 1];
        for (int i = last - 2; i > 0; i -= 2) {
            a = Math.fma(a, x2, c[i]);
            b = Math.fma(b, x2, c[i - 1]);
        }
        if ((last & 1) == 0) {
            a = Math.fma(a, x2, c[0]);
            return Math.fma(b, x, a);
        }
        return Math.fma(a, x, b);
    }
}
