package dev.cotangent.stdlib.linear;

import java.util.Arrays;

/** Cholesky's factor of a symmetric positive definite matrix. Conventions as in {@link Products}. */
public final class Cholesky {
    private Cholesky() {}

    /**
     * {@code out = L} with {@code A = L L'}, L lower triangular with positive diagonal; left-looking by columns. Only the lower
     * triangle of A is read. If A is not positive definite, or has an entry that is not finite, all of out is NaN.
     */
    public static void cholesky_factor(double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        for (int j = 0; j < rows; j++) {
            int column = outOffset + j * rows;
            Products.fillWithZeros(out, column, j);
            System.arraycopy(a, aOffset + j * (rows + 1), out, column + j, rows - j);
            for (int k = 0; k < j; k++) {
                int left = outOffset + j + k * rows;
                Products.addColumn(out, left, rows - j, -out[left], out, column + j);
            }
            double pivot = out[column + j];
            if (!(pivot > 0 && pivot <= Double.MAX_VALUE)) {
                Arrays.fill(out, outOffset, outOffset + rows * rows, Double.NaN);
                return;
            }
            scale(out, column + j, rows - j, 1 / Math.sqrt(pivot));
        }
    }

    private static void scale(double[] out, int offset, int size, double factor) {
        for (int i = 0; i < size; i++) {
            out[offset + i] *= factor;
        }
    }
}
