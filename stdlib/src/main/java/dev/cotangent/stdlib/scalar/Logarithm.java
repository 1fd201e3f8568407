package dev.cotangent.stdlib.scalar;

/**
 * Logarithms, at most 1 ulp (base 2 and 10: 2 ulps) from the true value, with the same bits on every machine.
 *
 * <p>Method: {@code x = 2ᵏ (1 + f)} with {@code sqrt(1/2) <= 1 + f < sqrt(2)}, then with {@code s = f / (2 + f)}
 * {@code log(1 + f) = 2 atanh(s) = f - f²/2 + s (f²/2 + R(s²))}, where f is exact; R is the minimax polynomial of degree 7
 * without constant term (relative error 2⁻⁵⁷, computed with 50 digits by Remez exchange). W. J. Cody and W. Waite,
 * Software Manual for the Elementary Functions (1980), chapter 5.
 */
public final class Logarithm {
    private static final double LN2_HIGH = Exponential.LN2_HIGH;
    private static final double LN2_LOW = Exponential.LN2_LOW;
    private static final double LOG2_E_LOW = 0x1.777d0ffda0d24p-56;
    private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;
    private static final double LOG10_E_LOW = 0x1.95355baaafad3p-57;
    private static final double LOG10_2_HIGH = 0x1.34413509f7p-2;
    private static final double LOG10_2_LOW = 0x1.3fde623e2566bp-43;
    private static final long SQRT_HALF_BITS = 0x3fe6a09e00000000L;
    private static final long FRACTION_MASK = 0x000fffffffffffffL;
    private static final double TINY = 0x1p-54;
    /** From here on, log(1 + x) = log(x). */
    private static final double LARGE = 0x1p60;

    private Logarithm() {}

    /** Natural logarithm; {@code log(±0)} is minus infinity, a negative number gives NaN. */
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return isSubnormal(x) ? log(x * 0x1p54) - 54 * (LN2_HIGH + LN2_LOW) : limit(x);
        }
        long shifted = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
        double f = fraction(shifted) - 1;
        return sum(f, shifted >> 52);
    }

    /** {@code log(1 + x)} without cancellation beside 0; keeps the sign of zero. */
    public static double log1p(double x) {
        if (!(x > -1 && x <= LARGE)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : log(x);
        }
        if (Math.abs(x) < TINY) {
            return x;
        }
        double u = 1 + x;
        double back = u - 1;
        double lost = (1 - (u - back)) + (x - back);
        long shifted = Double.doubleToRawLongBits(u) - SQRT_HALF_BITS;
        long k = shifted >> 52;
        double f = (fraction(shifted) - 1) + lost * powerOfTwo(-k);
        return sum(f, k);
    }

    /** Logarithm to base 2, exact at powers of 2. */
    public static double log2(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return isSubnormal(x) ? log2(x * 0x1p54) - 54 : limit(x);
        }
        long shifted = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
        double f = fraction(shifted) - 1;
        double high = highOfLog(f);
        double low = lowOfLog(f, high);
        double rest = Math.fma(high, LOG2_E_LOW, low * Exponential.LOG2_E);
        return Math.fma(high, Exponential.LOG2_E, rest) + (shifted >> 52);
    }

    /** Logarithm to base 10. */
    public static double log10(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return isSubnormal(x) ? log10(x * 0x1p54) - 54 * (LOG10_2_HIGH + LOG10_2_LOW) : limit(x);
        }
        long shifted = Double.doubleToRawLongBits(x) - SQRT_HALF_BITS;
        double k = shifted >> 52;
        double f = fraction(shifted) - 1;
        double high = highOfLog(f);
        double low = lowOfLog(f, high);
        double rest = Math.fma(high, LOG10_E_LOW, Math.fma(low, LOG10_E, k * LOG10_2_LOW));
        double product = high * LOG10_E;
        rest += Math.fma(high, LOG10_E, -product);
        double whole = k * LOG10_2_HIGH;
        double sum = whole + product;
        double larger = Math.abs(whole) > Math.abs(product) ? whole : product;
        double smaller = Math.abs(whole) > Math.abs(product) ? product : whole;
        return sum + ((smaller - (sum - larger)) + rest);
    }

    /** {@code k ln 2 + log(1 + f)}. */
    private static double sum(double f, long k) {
        double s = f / (2 + f);
        double half = 0.5 * f * f;
        double tail = Math.fma(k, LN2_LOW, s * (half + atanhTail(s * s)));
        return Math.fma(k, LN2_HIGH, f - (half - tail));
    }

    /** The first half of log(1 + f): f - f²/2 with its low bits cut, so that products with constants split well. */
    private static double highOfLog(double f) {
        double high = f - 0.5 * f * f;
        return Double.longBitsToDouble(Double.doubleToRawLongBits(high) & 0xffffffff00000000L);
    }

    private static double lowOfLog(double f, double high) {
        double s = f / (2 + f);
        double half = 0.5 * f * f;
        double halfLow = Math.fma(0.5 * f, f, -half);
        double gap = (f - high) - half;
        return (gap - halfLow) + s * (half + atanhTail(s * s));
    }

    /** {@code 2 atanh(s) / s - 2} as a polynomial in {@code z = s²}, for {@code |s| <= 3 - 2 sqrt(2)}. */
    static double atanhTail(double z) {
        double z2 = z * z;
        double c01 = Math.fma(z, 0x1.9999999999a3ap-2, 0x1.5555555555555p-1);
        double c23 = Math.fma(z, 0x1.c71c7201ff586p-3, 0x1.2492492476692p-2);
        double c45 = Math.fma(z, 0x1.3b1c42bf80b0cp-3, 0x1.745cf8c29f71cp-3);
        double c67 = Math.fma(z, 0x1.0c11350629b5fp-3, 0x1.0fbd3d0e689afp-3);
        double c03 = Math.fma(z2, c23, c01);
        double c47 = Math.fma(z2, c67, c45);
        return z * Math.fma(z2 * z2, c47, c03);
    }

    /** The number in [sqrt(1/2), sqrt(2)) that x is times a power of 2. */
    private static double fraction(long shifted) {
        return Double.longBitsToDouble((shifted & FRACTION_MASK) + SQRT_HALF_BITS);
    }

    private static double powerOfTwo(long k) {
        return Double.longBitsToDouble((k + 1023) << 52);
    }

    private static boolean isSubnormal(double x) {
        return x > 0 && x < Double.MIN_NORMAL;
    }

    /** The logarithm, to any base, of zero, infinity, a negative number or NaN. */
    private static double limit(double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return x > 0 ? x : Double.NaN;
    }
}
