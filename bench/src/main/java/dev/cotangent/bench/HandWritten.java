package dev.cotangent.bench;

import dev.cotangent.runtime.model.LogDensity;

/**
 * A log density and gradient written by hand: a ceiling for what the compiler can reach on the same model.
 *
 * <p>Constants are dropped as {@code ~} drops them, so that values equal the compiled model's.
 */
abstract class HandWritten implements LogDensity {

    private final int dimension;
    private final double[] scratch;

    HandWritten(int dimension) {
        this.dimension = dimension;
        this.scratch = new double[dimension];
    }

    @Override
    public final int dimension() {
        return dimension;
    }

    @Override
    public final double value(double[] q) {
        return gradient(q, scratch);
    }
}
