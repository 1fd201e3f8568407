package dev.cotangent.stdlib.scalar;

/** Powers with real exponents. */
public final class Power {
    /** ln 2 rounded to 42 bits, so that multiples up to 2¹¹ are exact, and the rest. */
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1;

    private static final double LN2_LOW = 0x1.ef35793c7673p-45;
    private static final double TWO_THIRDS = 0x1.5555555555555p-1;
    private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;
    private static final double TWO_FIFTHS = 0x1.999999999999ap-2;
    private static final long SQRT_HALF_BITS = 0x3fe6a09e00000000L;
    private static final long FRACTION_MASK = 0x000fffffffffffffL;
    /** Beyond it all powers but those of 1 overflow or vanish. */
    private static final double LARGE_EXPONENT = 0x1p60;

    private Power() {}

    /**
     * {@code xʸ}, with the special cases of {@link StrictMath#pow}; within 1.1 ulps.
     *
     * <p>Method: {@code exp(y log x)} with the logarithm in two parts, to a relative error of about 2⁻⁶⁵.
     */
    public static double pow(double x, double y) {
        if (y == 2) {
            return x * x;
        }
        if (y == 1) {
            return x;
        }
        if (x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE && Math.abs(y) <= LARGE_EXPONENT) {
            return powOfPositive(x, y);
        }
        return StrictMath.pow(x, y);
    }

    /**
     * Notation as in {@link Logarithm}: {@code log(1 + f) = 2s + s t} with {@code t = z (2/3 + w)}, {@code z = s²} and
     * {@code w = z (2/5 + z T(z))}, T minimax of degree 6. A value is the unevaluated sum of its High and Low.
     */
    private static double powOfPositive(double x, double y) {
        long shifted = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
        double k = shifted >> 52;
        double f = Double.longBitsToDouble((shifted & FRACTION_MASK) + SQRT_HALF_BITS) - 1;

        double divisor = 2 + f;
        double s = f / divisor;
        double sLow = (Math.fma(-s, divisor, f) - s * (f - (divisor - 2))) / divisor;

        double z = s * s;
        double zLow = Math.fma(s, s, -z) + 2 * s * sLow;
        double w = z * Math.fma(z, tail(z), TWO_FIFTHS);
        double q = TWO_THIRDS + w;
        double qLow = (TWO_THIRDS - q) + w + TWO_THIRDS_LOW;
        double t = z * q;
        double tLow = Math.fma(z, q, -t) + (z * qLow + zLow * q);
        double u = s * t;
        double uLow = Math.fma(s, t, -u) + (s * tLow + sLow * t);

        double whole = k * LN2_HIGH;
        double first = whole + 2 * s;
        double firstLow = (whole - first) + 2 * s;
        double log = first + u;
        double logLow = (first - log) + u + firstLow + (2 * sLow + uLow + k * LN2_LOW);

        double product = y * log;
        double productLow = Math.fma(y, log, -product) + y * logLow;
        double sum = product + productLow;
        return Exponential.expOfSum(sum, (product - sum) + productLow);
    }

    private static double tail(double z) {
        double z2 = z * z;
        double c01 = Math.fma(z, 0x1.c71c71c715287p-3, 0x1.2492492492497p-2);
        double c23 = Math.fma(z, 0x1.3b13a50c6ffdfp-3, 0x1.745d175535a65p-3);
        double c45 = Math.fma(z, 0x1.e01e46ca53f64p-4, 0x1.1115a67962db5p-3);
        double c46 = Math.fma(z2, 0x1.d9d7ac2e31fb4p-4, c45);
        return Math.fma(z2, Math.fma(z2, c46, c23), c01);
    }
}
