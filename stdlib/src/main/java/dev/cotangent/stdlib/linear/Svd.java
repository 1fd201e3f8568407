package dev.cotangent.stdlib.linear;

/**
 * Singular values and vectors by one-sided Jacobi rotations: small singular values are accurate too (J. Demmel and K. Veselic
 * (1992), Jacobi's method is more accurate than QR). Conventions as in {@link Products}.
 */
public final class Svd {
    private static final int MOST_SWEEPS = 60;
    private static final double PRECISION = 0x1p-52;

    private Svd() {}

    /**
     * {@code out = [U; V; s]} with {@code A = U diag(s) V'}, k columns for the smaller k of A's sizes: in every column one of U, one
     * of V, and last the singular value; these descend. The entry of largest magnitude of every column of V is positive.
     */
    public static void singular_value_decomposition(
            double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        boolean wide = rows < columns;
        int tall = Math.max(rows, columns);
        int k = Math.min(rows, columns);
        int stride = rows + columns + 1;
        // The longer vectors start as columns of A or A', the shorter as those of the identity.
        int longer = wide ? outOffset + rows : outOffset;
        int shorter = wide ? outOffset : outOffset + rows;
        for (int j = 0; j < k; j++) {
            Products.fillWithZeros(out, outOffset + j * stride, stride);
            for (int i = 0; i < tall; i++) {
                out[longer + i + j * stride] = wide ? a[aOffset + j + i * rows] : a[aOffset + i + j * rows];
            }
            out[shorter + j + j * stride] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && rotateAll(out, longer, tall, shorter, k, stride); sweep++) {}
        for (int j = 0; j < k; j++) {
            int column = longer + j * stride;
            double length = Math.sqrt(Products.dot_product(out, column, tall, out, column, tall));
            out[outOffset + j * stride + stride - 1] = length;
        }
        sort(out, outOffset, stride, k);
        for (int j = 0; j < k; j++) {
            normalise(out, longer, tall, stride, j, out[outOffset + j * stride + stride - 1]);
            orient(out, outOffset + j * stride, rows, columns);
        }
    }

    /** One sweep over pairs of columns; false if all were orthogonal. */
    private static boolean rotateAll(double[] s, int longer, int tall, int shorter, int k, int stride) {
        boolean rotated = false;
        for (int p = 0; p < k - 1; p++) {
            for (int q = p + 1; q < k; q++) {
                int x = longer + p * stride;
                int y = longer + q * stride;
                double xx = Products.dot_product(s, x, tall, s, x, tall);
                double yy = Products.dot_product(s, y, tall, s, y, tall);
                double xy = Products.dot_product(s, x, tall, s, y, tall);
                if (Math.abs(xy) > PRECISION * Math.sqrt(xx * yy)) {
                    double zeta = (yy - xx) / (2 * xy);
                    double t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
                    double cos = 1 / Math.sqrt(1 + t * t);
                    turn(s, x, y, tall, cos, t * cos);
                    turn(s, shorter + p * stride, shorter + q * stride, k, cos, t * cos);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void turn(double[] s, int x, int y, int n, double cos, double sin) {
        for (int i = 0; i < n; i++) {
            double left = s[x + i];
            double right = s[y + i];
            s[x + i] = cos * left - sin * right;
            s[y + i] = sin * left + cos * right;
        }
    }

    private static void sort(double[] s, int from, int stride, int k) {
        for (int i = 0; i < k - 1; i++) {
            int largest = i;
            for (int j = i + 1; j < k; j++) {
                boolean larger = s[from + j * stride + stride - 1] > s[from + largest * stride + stride - 1];
                largest = larger ? j : largest;
            }
            for (int r = 0; r < stride && largest != i; r++) {
                double kept = s[from + i * stride + r];
                s[from + i * stride + r] = s[from + largest * stride + r];
                s[from + largest * stride + r] = kept;
            }
        }
    }

    /** Divides a column by its length; of length 0, it becomes a unit vector orthogonal to those before. */
    private static void normalise(double[] s, int longer, int tall, int stride, int j, double length) {
        int column = longer + j * stride;
        if (length > 0) {
            for (int i = 0; i < tall; i++) {
                s[column + i] /= length;
            }
            return;
        }
        for (int axis = 0; axis < tall; axis++) {
            Products.fillWithZeros(s, column, tall);
            s[column + axis] = 1;
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    int other = longer + k * stride;
                    double along = Products.dot_product(s, other, tall, s, column, tall);
                    Products.addColumn(s, other, tall, -along, s, column);
                }
            }
            double rest = Math.sqrt(Products.dot_product(s, column, tall, s, column, tall));
            if (rest > 0.5 / Math.sqrt(tall)) {
                for (int i = 0; i < tall; i++) {
                    s[column + i] /= rest;
                }
                return;
            }
        }
    }

    private static void orient(double[] s, int from, int rows, int columns) {
        double largest = 0;
        for (int i = rows; i < rows + columns; i++) {
            largest = Math.abs(s[from + i]) > Math.abs(largest) ? s[from + i] : largest;
        }
        for (int i = 0; i < rows + columns && largest < 0; i++) {
            s[from + i] = -s[from + i];
        }
    }
}
