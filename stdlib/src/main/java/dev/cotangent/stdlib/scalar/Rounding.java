package dev.cotangent.stdlib.scalar;

/** Rounding to whole numbers and remainders. */
public final class Rounding {
    private Rounding() {}

    /** Largest whole number not above x. */
    public static double floor(double x) {
        return Math.floor(x);
    }

    /** Smallest whole number not below x. */
    public static double ceil(double x) {
        return Math.ceil(x);
    }

    /** Nearest whole number, ties away from zero. */
    public static double round(double x) {
        double whole = trunc(x);
        double rest = Math.abs(x - whole);
        return rest >= 0.5 ? whole + (x < 0 ? -1 : 1) : whole;
    }

    /** Whole part, towards zero, as an integer; the nearest integer there is if it doesn't fit, 0 for NaN. */
    public static int to_int(double x) {
        return (int) x;
    }

    /** Whole part, towards zero. */
    public static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /** Remainder of x / y with the sign of x, exact. */
    public static double fmod(double x, double y) {
        return x % y;
    }
}
