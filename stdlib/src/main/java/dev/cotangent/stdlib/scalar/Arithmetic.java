package dev.cotangent.stdlib.scalar;

/** Absolute values, signs, fused multiply-add and roots. */
public final class Arithmetic {
    private Arithmetic() {}

    /** Absolute value. */
    public static double abs(double x) {
        return Math.abs(x);
    }

    /** 1, 0 or -1, as x is positive, zero or negative; NaN for NaN. */
    public static double sign(double x) {
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    /** 1 or -1, as the sign of x is, also of a zero or NaN. */
    public static double unit_sign(double x) {
        return Math.copySign(1.0, x);
    }

    /** {@code x y + z}, rounded once. */
    public static double fma(double x, double y, double z) {
        return Math.fma(x, y, z);
    }

    /** Square root, correctly rounded; NaN below zero. */
    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /** Cube root, within 1 ulp. */
    public static double cbrt(double x) {
        return StrictMath.cbrt(x);
    }

    /** {@code sqrt(x² + y²)} without overflow or underflow in between, within 1 ulp. */
    public static double hypot(double x, double y) {
        return StrictMath.hypot(x, y);
    }

    /** {@code x 2^n}. */
    public static double ldexp(double x, int n) {
        return StrictMath.scalb(x, n);
    }

    /** The number itself: its declaration says that derivatives take it for a constant. */
    public static double detached(double x) {
        return x;
    }

    /** The number itself: its declaration says that first derivatives take it for a constant, and others can't. */
    public static double first_order(double x) {
        return x;
    }
}
