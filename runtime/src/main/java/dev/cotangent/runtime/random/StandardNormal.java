package dev.cotangent.runtime.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Standard normal variates by inversion: one uniform number each, and no rejection, so that a stream's position depends
 * only on how many were drawn.
 */
public final class StandardNormal {

    private static final double TWO_POW_MINUS_52 = 0x1p-52;

    private StandardNormal() {}

    /** Draws one variate; its magnitude is below 8.3, as the uniform number has 52 bits. */
    public static double draw(UniformRandomProvider random) {
        // the middle of one of 2^52 cells: never 0 or 1, and symmetric
        double u = ((random.nextLong() >>> 12) + 0.5) * TWO_POW_MINUS_52;
        return NormalQuantile.of(u);
    }

    /** Overwrites an array with independent variates. */
    public static void fill(UniformRandomProvider random, double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = draw(random);
        }
    }
}
