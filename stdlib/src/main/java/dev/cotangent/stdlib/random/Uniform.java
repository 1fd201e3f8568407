package dev.cotangent.stdlib.random;

import org.apache.commons.rng.UniformRandomProvider;

/** Uniform numbers. */
public final class Uniform {
    private Uniform() {}

    /** Uniform on the open interval (0, 1): the 2⁵² odd multiples of 2⁻⁵³, so that its logarithm is finite and not 0. */
    public static double std_uniform_rng(UniformRandomProvider random) {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }
}
