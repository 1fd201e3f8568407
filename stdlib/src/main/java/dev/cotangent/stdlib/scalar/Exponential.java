package dev.cotangent.stdlib.scalar;

/**
 * Exponentials, at most 1 ulp from the true value, with the same bits on every machine.
 *
 * <p>Method: {@code x = k ln 2 + r} with {@code |r| <= ln 2 / 2}, ln 2 in two parts, then {@code exp(r) = 1 + r + r² Q(r)}
 * with Q the minimax polynomial of degree 10 (relative error 2⁻⁶², computed with 50 digits by Remez exchange). Only
 * additions, fused multiply-adds and shifts are used, so that a vector form can give the same bits.
 */
public final class Exponential {
    static final double LOG2_E = 0x1.71547652b82fep0;
    /** ln 2 rounded to 32 bits, so that k times it is exact, and the rest. */
    static final double LN2_HIGH = 0x1.62e42feep-1;

    static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    /** Adding it rounds to an integer, which is then in the low bits. */
    private static final double ROUND = 0x1.8p52;

    private static final double LARGEST = 0x1.62e42fefa39efp9;
    private static final double SMALLEST = -0x1.74910d52d3052p9;
    /** Beyond it, 2ᵏ leaves the normal range on one side or the other. */
    private static final double ORDINARY = 708;

    private static final double TINY = 0x1p-54;

    private Exponential() {}

    /** {@code eˣ}; NaN gives NaN, overflow gives infinity, underflow is gradual. */
    public static double exp(double x) {
        if (!(Math.abs(x) <= ORDINARY)) {
            return expAtEdges(x, 0);
        }
        double shifted = Math.fma(x, LOG2_E, ROUND);
        double r = remainder(x, shifted - ROUND);
        return scale(1 + expm1Reduced(r), Double.doubleToRawLongBits(shifted) << 52);
    }

    /** {@code eˣ - 1} without cancellation beside 0; keeps the sign of zero. */
    public static double expm1(double x) {
        if (!(Math.abs(x) <= ORDINARY)) {
            return x > 0 ? exp(x) : x < 0 ? -1 : x;
        }
        if (Math.abs(x) < TINY) {
            return x;
        }
        double shifted = Math.fma(x, LOG2_E, ROUND);
        double q = expm1Reduced(remainder(x, shifted - ROUND));
        double power = scale(1, Double.doubleToRawLongBits(shifted) << 52);
        return Math.fma(power, q, power - 1);
    }

    /** {@code exp(high + low)} for a sum whose low part is small, at most 0.01. */
    static double expOfSum(double high, double low) {
        if (!(Math.abs(high) <= ORDINARY)) {
            return expAtEdges(high, low);
        }
        double shifted = Math.fma(high, LOG2_E, ROUND);
        double r = remainder(high, shifted - ROUND) + low;
        return scale(1 + expm1Reduced(r), Double.doubleToRawLongBits(shifted) << 52);
    }

    private static double remainder(double x, double k) {
        return Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    }

    /** {@code exp(r) - 1} for {@code |r| <= ln 2 / 2}. */
    private static double expm1Reduced(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double q01 = Math.fma(r, 0x1.5555555555557p-3, 0.5);
        double q23 = Math.fma(r, 0x1.11111111100dbp-7, 0x1.5555555555558p-5);
        double q45 = Math.fma(r, 0x1.a01a01abe84bap-13, 0x1.6c16c16c151fcp-10);
        double q67 = Math.fma(r, 0x1.71de0230beb99p-19, 0x1.a01a01acfacc0p-16);
        double q89 = Math.fma(r, 0x1.af4deb0af45a9p-26, 0x1.27e4cccdeb2f7p-22);
        double q8 = Math.fma(r2, 0x1.1f8b4c6b3c913p-29, q89);
        double q03 = Math.fma(r2, q23, q01);
        double q47 = Math.fma(r2, q67, q45);
        double q = Math.fma(r4, Math.fma(r4, q8, q47), q03);
        return Math.fma(r2, q, r);
    }

    private static double scale(double mantissa, long exponentBits) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(mantissa) + exponentBits);
    }

    private static double expAtEdges(double x, double low) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (x > LARGEST) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < SMALLEST) {
            return 0;
        }
        double k = Math.rint(x * LOG2_E);
        int first = (int) k / 2;
        double power = scale(1, (long) ((int) k - first) << 52);
        double halfway = scale(1 + expm1Reduced(remainder(x, k) + low), (long) first << 52);
        return halfway * power;
    }
}
