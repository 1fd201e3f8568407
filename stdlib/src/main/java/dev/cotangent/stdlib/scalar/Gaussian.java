package dev.cotangent.stdlib.scalar;

/**
 * The error function and the standard normal distribution function.
 *
 * <p>Method: {@code erf(x) = x P(x²)} for small x (at most 1); beyond 0.65, {@code erfc(x) = exp(-x²) erfcx(x)} with
 * {@code (1 + 2x) erfcx(x)} a polynomial of degree 23 in {@code (x - a) / (x + a)}, a = 11/4 (the substitution of M. M. Shepherd and
 * J. G. Laframboise, Math. Comp. 36 (1981); coefficients minimax, computed with 50 digits by Remez exchange), and x² in
 * two parts. Errors: erf 3 ulps, inv_Phi 6 ulps, the others 5 ulps.
 */
public final class Gaussian {
    private static final double LOG_HALF = -0x1.62e42fefa39efp-1;
    private static final double SQRT_HALF = 0x1.6a09e667f3bcdp-1;
    private static final double SQRT_TWO_OVER_PI = 0x1.9884533d43651p-1;
    private static final double INVERSE_SQRT_PI = 0x1.20dd750429b6dp-1;
    private static final double INVERSE_SQRT_TWO_PI = 0x1.9884533d43651p-2;
    /** Up to here 1 - erf(x) loses little. */
    private static final double NEAR = 0.65;
    /** The same for the distribution function: {@code -NEAR sqrt(2)}. */
    private static final double TAIL = -0.91;
    /** Beyond it erfc is 1 or 2 to the last bit, or underflows. */
    private static final double FAR = 28;

    private static final double[] ERF = {
        0x1.20dd750429b6dp+0,
        -0x1.812746b0379c2p-2,
        0x1.ce2f21a041018p-4,
        -0x1.b82ce312062bcp-6,
        0x1.565bccfa9a825p-8,
        -0x1.c02db072f3fe0p-11,
        0x1.f9a2bf73f0c68p-14,
        -0x1.f4ca94990cb86p-17,
        0x1.b9827b1885f9bp-20,
        -0x1.5c16e30fb0d45p-23,
        0x1.d784936618cc2p-27,
        -0x1.acdff90b8ebd8p-31
    };

    private static final double[] ERFCX = {
        0x1.4240f454f505ep+0,
        -0x1.0b2fea278f471p-3,
        -0x1.2411faffd853ep-4,
        0x1.28c4a7d4194fdp-3,
        -0x1.d4f6c02c82c25p-4,
        0x1.ac9a1c8426d3cp-5,
        -0x1.58166e09817a1p-7,
        -0x1.57b5221a7a143p-9,
        0x1.fb1cdc37a01c8p-10,
        0x1.50d362af8071bp-15,
        -0x1.2f17ea34ff244p-12,
        0x1.205c28ecdc706p-17,
        0x1.926f23b466038p-15,
        0x1.a59a947494076p-22,
        -0x1.2540f882abe21p-17,
        -0x1.2744fcca44c2ap-20,
        0x1.a7b36bd6db728p-20,
        0x1.1fe776a56b595p-21,
        -0x1.15d15debd08e1p-22,
        -0x1.9a8a1d2fc100bp-23,
        0x1.d1ef51ab93523p-25,
        0x1.76353ed062034p-25,
        -0x1.3d138d78dcddfp-26,
        0x1.55fac13a7fcbfp-30
    };

    private Gaussian() {}

    /** Error function. */
    public static double erf(double x) {
        if (Math.abs(x) <= 1) {
            return x * Polynomial.at(ERF, x * x);
        }
        double tail = x > 0 ? erfc(x) : erfc(-x);
        return x > 0 ? 1 - tail : tail - 1;
    }

    /** Complementary error function. */
    public static double erfc(double x) {
        if (x < NEAR) {
            return x > -NEAR ? 1 - x * Polynomial.at(ERF, x * x) : x > -FAR ? 2 - erfc(-x) : 2;
        }
        if (x > FAR) {
            return 0;
        }
        double square = x * x;
        return erfcx(x) * Exponential.expOfSum(-square, -Math.fma(x, x, -square));
    }

    /** Standard normal distribution function, accurate in both tails. */
    public static double Phi(double x) {
        if (x > TAIL) {
            return 0.5 * erfc(-SQRT_HALF * x);
        }
        return 0.5 * erfcx(-SQRT_HALF * x) * bell(x);
    }

    /** {@code log(Phi(x))}, finite as far as {@code x²} is. */
    public static double log_Phi(double x) {
        if (x > TAIL) {
            return Logarithm.log1p(-Phi(-x));
        }
        return Logarithm.log(0.5 * erfcx(-SQRT_HALF * x)) - 0.5 * x * x;
    }

    /** {@code phi(x) / Phi(x)}, the derivative of {@link #log_Phi}; the inverse Mills ratio at -x. */
    public static double inv_mills(double x) {
        if (x > TAIL) {
            return INVERSE_SQRT_TWO_PI * bell(x) / Phi(x);
        }
        return SQRT_TWO_OVER_PI / erfcx(-SQRT_HALF * x);
    }

    /**
     * Quantile of the standard normal distribution: rational start (Abramowitz and Stegun 26.2.23, error below 4.5e-4), then
     * two of Halley's steps, each of which cubes the error.
     *
     * @param p in [0, 1]; NaN outside
     */
    public static double inv_Phi(double p) {
        if (!(p > 0 && p < 1)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double tail = p <= 0.5 ? p : 1 - p;
        if (tail > 0.375) {
            double x = (p - 0.5) / INVERSE_SQRT_TWO_PI;
            return halleyCentral(halleyCentral(halleyCentral(x, p), p), p);
        }
        double t = Math.sqrt(-2 * Logarithm.log(tail));
        double top = Math.fma(t, Math.fma(t, 0.010328, 0.802853), 2.515517);
        double bottom = Math.fma(t, Math.fma(t, Math.fma(t, 0.001308, 0.189269), 1.432788), 1);
        double x = halley(halley(top / bottom - t, tail), tail);
        return p <= 0.5 ? x : -x;
    }

    /** Step towards {@code Phi(x) = p} in the lower tail, on relative differences. */
    /**
     * The x with {@code log Phi(x) = l}, for l of any size; NaN above 0. Newton's method on a concave function; the start far out
     * is from {@code Phi(x) ~ phi(x) / -x}. Error 4 ulps where the problem itself is that good.
     */
    public static double std_normal_log_qf(double l) {
        if (!(l <= 0)) {
            return Double.NaN;
        }
        if (l == 0 || l == Double.NEGATIVE_INFINITY) {
            return l == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        if (l > LOG_HALF) {
            double rest = -Exponential.expm1(l);
            return -inv_Phi(rest);
        }
        if (l > -700) {
            return inv_Phi(Exponential.exp(l));
        }
        double x = -Math.sqrt(-2 * l - Logarithm.log(-4 * Math.PI * l));
        for (int n = 0; n < 4; n++) {
            x -= (log_Phi(x) - l) / inv_mills(x);
        }
        return x;
    }

    private static double halley(double x, double p) {
        double u = (Phi(x) / p - 1) * p / (INVERSE_SQRT_TWO_PI * bell(x));
        return x - u / Math.fma(0.5 * x, u, 1);
    }

    /** Step towards {@code erf(x / sqrt(2)) / 2 = p - 1/2}, whose difference is exact about the centre. */
    private static double halleyCentral(double x, double p) {
        double difference = 0.5 * erf(SQRT_HALF * x) - (p - 0.5);
        double u = difference / (INVERSE_SQRT_TWO_PI * bell(x));
        return x - u / Math.fma(0.5 * x, u, 1);
    }

    /** {@code exp(-x² / 2)} with the rounding of the square made good. */
    private static double bell(double x) {
        double half = 0.5 * x * x;
        return Exponential.expOfSum(-half, -Math.fma(0.5 * x, x, -half));
    }

    /** {@code exp(x²) erfc(x)} for {@code x >= 0.6}. */
    private static double erfcx(double x) {
        if (x > 0x1p30) {
            return INVERSE_SQRT_PI / x;
        }
        return Polynomial.at(ERFCX, (x - 2.75) / (x + 2.75)) / Math.fma(2, x, 1);
    }
}
