package dev.cotangent.stdlib.linear;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations: slower than tridiagonal methods from about
 * 50 rows on, but accurate, free of scratch, and the same to the bit everywhere (G. H. Golub and C. F. Van Loan, Matrix
 * Computations, 8.5). Conventions as in {@link Products}.
 */
public final class SymmetricEigen {
    private static final int MOST_SWEEPS = 60;

    private SymmetricEigen() {}

    /**
     * {@code out = [diag(values) vectors]}, n rows and 2n columns: values ascending, vectors as columns of length 1 whose entry
     * of largest magnitude is positive. A is symmetrised. Entries that are not finite give NaN.
     */
    public static void symmetric_eigen(double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        symmetrise(a, aOffset, rows, out, outOffset);
        int vectors = outOffset + rows * rows;
        Products.fillWithZeros(out, vectors, rows * rows);
        for (int i = 0; i < rows; i++) {
            out[vectors + i * (rows + 1)] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && rotateAll(out, outOffset, vectors, rows); sweep++) {}
        clearOffDiagonal(out, outOffset, rows);
        sort(out, outOffset, vectors, rows);
        for (int j = 0; j < rows; j++) {
            orient(out, vectors + j * rows, rows);
        }
    }

    private static void symmetrise(double[] a, int aOffset, int n, double[] out, int outOffset) {
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                out[outOffset + i + j * n] = 0.5 * (a[aOffset + i + j * n] + a[aOffset + j + i * n]);
            }
        }
    }

    /** One sweep; false if nothing was left to rotate. */
    private static boolean rotateAll(double[] s, int from, int vectors, int n) {
        boolean rotated = false;
        for (int p = 0; p < n - 1; p++) {
            for (int q = p + 1; q < n; q++) {
                double off = s[from + p + q * n];
                double size = Math.abs(s[from + p * (n + 1)]) + Math.abs(s[from + q * (n + 1)]);
                if (size + Math.abs(off) != size) {
                    rotate(s, from, vectors, n, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[] s, int from, int vectors, int n, int p, int q) {
        double theta = (s[from + q * (n + 1)] - s[from + p * (n + 1)]) / (2 * s[from + p + q * n]);
        double root = Math.abs(theta) + Math.sqrt(theta * theta + 1);
        double t = theta < 0 ? -1 / root : 1 / root;
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        turn(s, from + p, from + q, n, n, cos, sin);
        turn(s, from + p * n, from + q * n, 1, n, cos, sin);
        turn(s, vectors + p * n, vectors + q * n, 1, n, cos, sin);
    }

    /** {@code (x, y) <- (cos x - sin y, sin x + cos y)} for two strided rows or columns. */
    private static void turn(double[] s, int x, int y, int stride, int n, double cos, double sin) {
        for (int k = 0; k < n; k++) {
            double left = s[x + k * stride];
            double right = s[y + k * stride];
            s[x + k * stride] = cos * left - sin * right;
            s[y + k * stride] = sin * left + cos * right;
        }
    }

    private static void clearOffDiagonal(double[] s, int from, int n) {
        for (int j = 0; j < n; j++) {
            double value = s[from + j * (n + 1)];
            Products.fillWithZeros(s, from + j * n, n);
            s[from + j * (n + 1)] = value;
        }
    }

    private static void sort(double[] s, int from, int vectors, int n) {
        for (int i = 0; i < n - 1; i++) {
            int least = i;
            for (int j = i + 1; j < n; j++) {
                least = s[from + j * (n + 1)] < s[from + least * (n + 1)] ? j : least;
            }
            if (least != i) {
                swap(s, from + i * (n + 1), from + least * (n + 1), 1);
                swap(s, vectors + i * n, vectors + least * n, n);
            }
        }
    }

    private static void swap(double[] s, int x, int y, int size) {
        for (int k = 0; k < size; k++) {
            double kept = s[x + k];
            s[x + k] = s[y + k];
            s[y + k] = kept;
        }
    }

    private static void orient(double[] s, int from, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.abs(s[from + i]) > Math.abs(largest) ? s[from + i] : largest;
        }
        for (int i = 0; i < n && largest < 0; i++) {
            s[from + i] = -s[from + i];
        }
    }
}
