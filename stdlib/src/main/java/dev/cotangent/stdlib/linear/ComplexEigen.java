package dev.cotangent.stdlib.linear;

/**
 * Eigenvalues and eigenvectors of a complex matrix from its {@link ComplexSchur} form: those of a triangular matrix by back
 * substitution (G. H. Golub and C. F. Van Loan, Matrix Computations, 7.6). Conventions as in {@link Products}; a complex matrix
 * is one of its real parts with one of its imaginary parts to the right of it.
 */
public final class ComplexEigen {
    private static final double PRECISION = 0x1p-52;

    private ComplexEigen() {}

    /**
     * {@code out = [values, V, rest]} with {@code A V = V diag(values)}: n rows, two columns with the parts of the values in the
     * order of the Schur form, 2n with the vectors as columns of length 1 whose entry of largest magnitude is positive, and 6n
     * of scratch. All is NaN if A is not finite.
     *
     * @param columns 2n
     */
    public static void complex_eigen(double[] a, int aOffset, int n, int columns, double[] out, int outOffset) {
        int square = n * n;
        int vectors = outOffset + 2 * n;
        int solutions = vectors + 2 * square;
        int schur = solutions + 2 * square;
        ComplexSchur.complex_schur(a, aOffset, n, columns, out, schur);
        double size = 0;
        for (int k = 0; k < square; k++) {
            size = Math.max(size, Math.abs(out[schur + k]) + Math.abs(out[schur + square + k]));
        }
        for (int k = 0; k < n; k++) {
            out[outOffset + k] = out[schur + k * (n + 1)];
            out[outOffset + n + k] = out[schur + square + k * (n + 1)];
            solve(out, schur, n, k, PRECISION * size, solutions + k * n);
            multiply(out, schur + 2 * square, n, solutions + k * n, k + 1, vectors + k * n);
            normalise(out, vectors + k * n, n);
        }
    }

    /** The k-th eigenvector of the triangular matrix; what is no larger than rounding couples nothing. */
    private static void solve(double[] s, int t, int n, int k, double rounding, int x) {
        int imaginary = n * n;
        Products.fillWithZeros(s, x, n);
        Products.fillWithZeros(s, x + imaginary, n);
        s[x + k] = 1;
        for (int i = k - 1; i >= 0; i--) {
            double re = 0;
            double im = 0;
            for (int j = i + 1; j <= k; j++) {
                double tRe = s[t + i + j * n];
                double tIm = s[t + imaginary + i + j * n];
                re += tRe * s[x + j] - tIm * s[x + imaginary + j];
                im += tRe * s[x + imaginary + j] + tIm * s[x + j];
            }
            if (Math.abs(re) + Math.abs(im) > n * rounding) {
                double gapRe = s[t + k * (n + 1)] - s[t + i * (n + 1)];
                double gapIm = s[t + imaginary + k * (n + 1)] - s[t + imaginary + i * (n + 1)];
                divide(s, x + i, imaginary, re, im, gapRe, gapIm, rounding);
            }
        }
    }

    /** Stores a quotient; a divisor no larger than rounding counts as that. */
    private static void divide(
            double[] s, int x, int imaginary, double re, double im, double gapRe, double gapIm, double rounding) {
        double gap = StrictMath.hypot(gapRe, gapIm);
        double cos = gap > rounding ? gapRe / gap : 1;
        double sin = gap > rounding ? gapIm / gap : 0;
        double length = Math.max(gap, rounding);
        s[x] = (re * cos + im * sin) / length;
        s[x + imaginary] = (im * cos - re * sin) / length;
    }

    /** {@code v = U x} for a vector of which the first {@code used} entries are not zero. */
    private static void multiply(double[] s, int u, int n, int x, int used, int v) {
        int imaginary = n * n;
        Products.fillWithZeros(s, v, n);
        Products.fillWithZeros(s, v + imaginary, n);
        for (int j = 0; j < used; j++) {
            double re = s[x + j];
            double im = s[x + imaginary + j];
            for (int i = 0; i < n; i++) {
                double uRe = s[u + i + j * n];
                double uIm = s[u + imaginary + i + j * n];
                s[v + i] += uRe * re - uIm * im;
                s[v + imaginary + i] += uRe * im + uIm * re;
            }
        }
    }

    private static void normalise(double[] s, int v, int n) {
        int imaginary = n * n;
        double squares = 0;
        double largest = 0;
        double re = 1;
        double im = 0;
        for (int i = 0; i < n; i++) {
            double square = s[v + i] * s[v + i] + s[v + imaginary + i] * s[v + imaginary + i];
            squares += square;
            // Equal magnitudes, as of conjugates, must not be told apart by rounding.
            if (square > largest * (1 + 64 * PRECISION)) {
                largest = square;
                re = s[v + i];
                im = s[v + imaginary + i];
            }
        }
        double scale = 1 / (Math.sqrt(squares) * StrictMath.hypot(re, im));
        for (int i = 0; i < n; i++) {
            double oldRe = s[v + i];
            double oldIm = s[v + imaginary + i];
            s[v + i] = (oldRe * re + oldIm * im) * scale;
            s[v + imaginary + i] = (oldIm * re - oldRe * im) * scale;
        }
    }
}
