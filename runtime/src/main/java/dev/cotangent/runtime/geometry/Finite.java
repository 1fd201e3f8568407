package dev.cotangent.runtime.geometry;

/** Tests for numbers that are neither infinite nor none. */
final class Finite {

    private Finite() {}

    static boolean is(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }

    static boolean are(double[] values) {
        for (double value : values) {
            if (!is(value)) {
                return false;
            }
        }
        return true;
    }
}
