package dev.cotangent.stdlib.linear;

/** Copies of matrices. Conventions as in {@link Products}. */
public final class Copies {
    private Copies() {}

    /** {@code out = A}; what is made of it has no derivative in A. */
    public static void without_derivative(double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        System.arraycopy(a, aOffset, out, outOffset, rows * columns);
    }
}
