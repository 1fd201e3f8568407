package dev.cotangent.stdlib.scalar;

/**
 * Owen's T function.
 *
 * <p>Method: Gauss and Legendre's rule with 28 nodes on the integral that defines it (D. B. Owen, Ann. Math. Statist. 27
 * (1956)), as far as its integrand is more than 1e-19 of what it is at 0; for {@code |a| > 1} after equation 2.3 there, which swaps
 * {@code (h, a)} for {@code (ah, 1/a)}. Relative error 1e-14.
 */
public final class OwensT {
    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
    private static final double INVERSE_TWO_PI = 0x1.45f306dc9c883p-3;
    /** Beyond it a normal density is less than 1e-19 of its peak. */
    private static final double WIDTH = 9.5;

    /** Positive nodes and their weights, computed by numpy.polynomial.legendre.leggauss(28), numpy 2.4. */
    private static final double[] NODES = {
        0x1.c335a497a4809p-5,
        0x1.5109b3258335dp-3,
        0x1.169752c4c22bap-2,
        0x1.814813d2b129cp-2,
        0x1.e74b92a4c42d9p-2,
        0x1.23b266d495548p-1,
        0x1.5034927b8f20ap-1,
        0x1.78a1fd2f4d007p-1,
        0x1.9c7d0698c9abfp-1,
        0x1.bb5643c49dae0p-1,
        0x1.d4cdda1efbc1bp-1,
        0x1.e894ac24695b7p-1,
        0x1.f66d5e557556dp-1,
        0x1.fe2db606d9717p-1
    };

    private static final double[] WEIGHTS = {
        0x1.c2c0a81eda196p-4,
        0x1.bd47f277562f5p-4,
        0x1.b26787e30dbf0p-4,
        0x1.a2413503eca93p-4,
        0x1.8d0729614b3dcp-4,
        0x1.72fb5b81c1867p-4,
        0x1.546ebc0db5fedp-4,
        0x1.31c03a8e85ddap-4,
        0x1.0b5b9f1c0a7a7p-4,
        0x1.c3707aee4a4e7p-5,
        0x1.6aaf12dc69615p-5,
        0x1.0d874b8a226ffp-5,
        0x1.5a3a811ece605p-6,
        0x1.2afc07ab1c648p-7
    };

    private OwensT() {}

    /** {@code T(h, a)}: even in h, odd in a. */
    public static double owens_t(double h, double a) {
        if (!(Math.abs(h) <= Double.POSITIVE_INFINITY && Math.abs(a) <= Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        double size = positive(Math.abs(h), Math.abs(a));
        return a < 0 ? -size : size;
    }

    private static double positive(double h, double a) {
        if (a <= 1) {
            return integral(h, a);
        }
        double upper = 0.5 * Gaussian.erfc(SQRT_HALF * h);
        if (a == Double.POSITIVE_INFINITY) {
            return 0.5 * upper;
        }
        double other = 0.5 * Gaussian.erfc(SQRT_HALF * h * a);
        return 0.5 * (upper + other) - upper * other - integral(h * a, 1 / a);
    }

    private static double integral(double h, double a) {
        double end = h * a > WIDTH ? WIDTH / h : a;
        double sum = 0;
        for (int k = 0; k < NODES.length; k++) {
            double shift = NODES[k] * end;
            sum += WEIGHTS[k] * (integrand(h, 0.5 * (end - shift)) + integrand(h, 0.5 * (end + shift)));
        }
        return INVERSE_TWO_PI * 0.5 * end * sum * Exponential.exp(-0.5 * h * h);
    }

    private static double integrand(double h, double x) {
        return Exponential.exp(-0.5 * h * h * x * x) / (1 + x * x);
    }
}
