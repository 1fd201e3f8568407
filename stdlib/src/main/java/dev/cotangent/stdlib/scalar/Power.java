package dev.cotangent.stdlib.scalar;

/** Powers with real exponents. */
public final class Power {
    private Power() {}

    /** {@code xʸ}, with the special cases of {@link StrictMath#pow}; within 1 ulp. */
    public static double pow(double x, double y) {
        return StrictMath.pow(x, y);
    }
}
