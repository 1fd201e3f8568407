package dev.cotangent.stdlib.scalar;

/** Trigonometric functions in radians and their inverses, within 1 ulp (fdlibm's, by way of {@link StrictMath}). */
public final class Trigonometry {
    private Trigonometry() {}

    /** Sine. */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** Cosine. */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** Tangent. */
    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    /** Inverse sine in [-pi/2, pi/2]; NaN outside [-1, 1]. */
    public static double asin(double x) {
        return StrictMath.asin(x);
    }

    /** Inverse cosine in [0, pi]; NaN outside [-1, 1]. */
    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    /** Inverse tangent in [-pi/2, pi/2]. */
    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    /** Angle of the point (x, y) in [-pi, pi]. */
    public static double atan2(double y, double x) {
        return StrictMath.atan2(y, x);
    }
}
