package dev.cotangent.stdlib.scalar;

/**
 * Trigonometric functions in radians and their inverses, within 1 ulp.
 *
 * <p>Sine and cosine up to a hundred thousand are our own, because those of {@link StrictMath} allocate on some versions of Java:
 * a reduction by multiples of pi/2 in three parts (W. J. Cody and W. Waite 1980, Software Manual for the Elementary
 * Functions), and the minimax polynomials of fdlibm on [-pi/4, pi/4]. The rest is fdlibm's by way of {@code StrictMath}.
 */
public final class Trigonometry {
    /** Beyond this the multiple of pi/2 has too many bits for exact products with its parts. */
    private static final double LARGEST = 1e5;

    /** Below this the sine rounds to its argument, the sign of zero included. */
    private static final double SMALL = 0x1p-27;

    private static final double TWO_OVER_PI = 6.36619772367581382433e-01;
    // pi/2 = PART_1 + PART_2 + PART_3 + REST; the parts have 33 bits each (fdlibm, e_rem_pio2.c)
    private static final double PART_1 = 1.57079632673412561417e+00;
    private static final double PART_2 = 6.07710050630396597660e-11;
    private static final double PART_3 = 2.02226624871116645580e-21;
    private static final double REST = 8.47842766036889956997e-32;

    private Trigonometry() {}

    /** Sine. */
    public static double sin(double x) {
        if (Math.abs(x) < SMALL) {
            return x;
        }
        return Math.abs(x) <= LARGEST ? shifted(x, 0) : StrictMath.sin(x);
    }

    /** Cosine. */
    public static double cos(double x) {
        return Math.abs(x) <= LARGEST ? shifted(x, 1) : StrictMath.cos(x);
    }

    /** sin(x + quarters pi/2). */
    private static double shifted(double x, int quarters) {
        double n = Math.rint(x * TWO_OVER_PI);
        double a = x - n * PART_1;
        double w = n * PART_2;
        double b = a - w;
        double error = (a - b) - w;
        w = n * PART_3;
        double c = b - w;
        error += ((b - c) - w) - n * REST;
        double high = c + error;
        double low = (c - high) + error;
        int quarter = (int) n + quarters;
        double value = (quarter & 1) == 0 ? sine(high, low) : cosine(high, low);
        return (quarter & 2) == 0 ? value : -value;
    }

    /** sin(x + low) for |x| up to pi/4 and a tiny low; fdlibm, k_sin.c. */
    private static double sine(double x, double low) {
        double z = x * x;
        double v = z * x;
        double r = 8.33333333332248946124e-03
                + z
                        * (-1.98412698298579493134e-04
                                + z
                                        * (2.75573137070700676789e-06
                                                + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
        return x - ((z * (0.5 * low - v * r) - low) - v * -1.66666666666666324348e-01);
    }

    /** cos(x + low) for |x| up to pi/4 and a tiny low; fdlibm, k_cos.c. */
    private static double cosine(double x, double low) {
        double z = x * x;
        double r = z
                * (4.16666666666666019037e-02
                        + z
                                * (-1.38888888888741095749e-03
                                        + z
                                                * (2.48015872894767294178e-05
                                                        + z
                                                                * (-2.75573143513906633035e-07
                                                                        + z
                                                                                * (2.08757232129817482790e-09
                                                                                        + z
                                                                                                * -1.13596475577881948265e-11)))));
        double half = 0.5 * z;
        double most = 1 - half;
        return most + ((1 - most - half) + (z * r - x * low));
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
