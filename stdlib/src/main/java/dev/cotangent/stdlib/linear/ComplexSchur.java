package dev.cotangent.stdlib.linear;

/**
 * Schur's form of a complex matrix by rotations: to Hessenberg form, then by the QR algorithm with Wilkinson's shifts (G. H. Golub
 * and C. F. Van Loan, Matrix Computations, 7.5). Conventions as in {@link Products}; a complex matrix is two real ones.
 */
public final class ComplexSchur {
    private static final int MOST_STEPS = 60;
    private static final double PRECISION = 0x1p-52;

    private ComplexSchur() {}

    /**
     * {@code out = [Re T, Im T, Re U, Im U]} with {@code A + iB = U T Uᴴ}, U unitary, T upper triangular. Entries that are not
     * finite give NaN.
     */
    public static void complex_schur(
            double[] a,
            int aOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        int size = rows * rows;
        System.arraycopy(a, aOffset, out, outOffset, size);
        System.arraycopy(b, bOffset, out, outOffset + size, size);
        Products.fillWithZeros(out, outOffset + 2 * size, 2 * size);
        for (int i = 0; i < rows; i++) {
            out[outOffset + 2 * size + i * (rows + 1)] = 1;
        }
        for (int k = 0; k < rows - 2; k++) {
            for (int i = rows - 1; i > k + 1; i--) {
                eliminate(out, outOffset, rows, i - 1, i, k);
            }
        }
        int last = rows - 1;
        int steps = 0;
        while (last > 0) {
            int first = last;
            while (first > 0 && !isNegligible(out, outOffset, rows, first)) {
                first--;
            }
            if (first == last || steps == MOST_STEPS) {
                last--;
                steps = 0;
            } else {
                step(out, outOffset, rows, first, last, ++steps);
            }
        }
        for (int j = 0; j < rows; j++) {
            Products.fillWithZeros(out, outOffset + j * (rows + 1) + 1, rows - 1 - j);
            Products.fillWithZeros(out, outOffset + size + j * (rows + 1) + 1, rows - 1 - j);
        }
    }

    /** {@link #complex_schur}, for results that state their derivatives themselves. */
    public static void schur_factor(
            double[] a,
            int aOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        complex_schur(a, aOffset, rows, columns, b, bOffset, bRows, bColumns, out, outOffset);
    }

    /** True if the entry left of a diagonal one is rounding. */
    private static boolean isNegligible(double[] t, int at, int n, int i) {
        double beside = modulus(t, at, n, i, i) + modulus(t, at, n, i - 1, i - 1);
        double entry = modulus(t, at, n, i, i - 1);
        return !(entry > PRECISION * beside);
    }

    private static double modulus(double[] t, int at, int n, int i, int j) {
        return Math.abs(t[at + i + j * n]) + Math.abs(t[at + n * n + i + j * n]);
    }

    /** A QR step on a block, with the eigenvalue of its last 2 x 2 block that is closer to the last entry as shift. */
    private static void step(double[] t, int at, int n, int first, int last, int count) {
        int im = at + n * n;
        int d = last * (n + 1);
        int c = d - n;
        double halfRe = 0.5 * (t[at + c - 1] - t[at + d]);
        double halfIm = 0.5 * (t[im + c - 1] - t[im + d]);
        double bcRe = t[at + d - 1] * t[at + c] - t[im + d - 1] * t[im + c];
        double bcIm = t[at + d - 1] * t[im + c] + t[im + d - 1] * t[at + c];
        double rootRe = halfRe * halfRe - halfIm * halfIm + bcRe;
        double rootIm = 2 * halfRe * halfIm + bcIm;
        double size = Math.sqrt(Math.sqrt(rootRe * rootRe + rootIm * rootIm));
        double angle = Math.sqrt(Math.max(0, 0.5 * (1 + (size == 0 ? 1 : rootRe / (size * size)))));
        double sqrtRe = size * angle;
        double sqrtIm = sqrtRe == 0 ? size : 0.5 * rootIm / sqrtRe;
        double sign = sqrtRe * halfRe + sqrtIm * halfIm < 0 ? -1 : 1;
        double sumRe = halfRe + sign * sqrtRe;
        double sumIm = halfIm + sign * sqrtIm;
        double square = sumRe * sumRe + sumIm * sumIm;
        double shiftRe = t[at + d] - (square == 0 ? 0 : (bcRe * sumRe + bcIm * sumIm) / square);
        double shiftIm = t[im + d] - (square == 0 ? 0 : (bcIm * sumRe - bcRe * sumIm) / square);
        if (count % 10 == 0) {
            // An exceptional shift breaks cycles.
            shiftRe = t[at + d] + modulus(t, at, n, last, last - 1);
        }
        int corner = first * (n + 1);
        rotate(
                t,
                at,
                n,
                first,
                first + 1,
                t[at + corner] - shiftRe,
                t[im + corner] - shiftIm,
                t[at + corner + 1],
                t[im + corner + 1]);
        for (int k = first + 1; k < last; k++) {
            eliminate(t, at, n, k, k + 1, k - 1);
        }
    }

    /** Rotates rows p and q, and columns p and q, so that the entry of row q in a column becomes 0. */
    private static void eliminate(double[] t, int at, int n, int p, int q, int column) {
        int x = at + p + column * n;
        int y = at + q + column * n;
        rotate(t, at, n, p, q, t[x], t[x + n * n], t[y], t[y + n * n]);
    }

    /** The similarity by the rotation that takes (a, b) to (., 0), with its part in U. */
    private static void rotate(
            double[] t, int at, int n, int p, int q, double aRe, double aIm, double bRe, double bIm) {
        double a = Math.sqrt(aRe * aRe + aIm * aIm);
        double r = Math.sqrt(a * a + bRe * bRe + bIm * bIm);
        if (r == 0) {
            return;
        }
        double c = a / r;
        double sRe = a == 0 ? 1 : (aRe * bRe + aIm * bIm) / (a * r);
        double sIm = a == 0 ? 0 : (aIm * bRe - aRe * bIm) / (a * r);
        turn(t, at + p, at + q, n * n, n, n, c, sRe, sIm);
        turn(t, at + p * n, at + q * n, n * n, 1, n, c, sRe, -sIm);
        turn(t, at + (2 * n + p) * n, at + (2 * n + q) * n, n * n, 1, n, c, sRe, -sIm);
    }

    /** {@code (x, y) <- (c x + s y, c y - conj(s) x)} for two strided rows or columns, the imaginary parts {@code im} further on. */
    private static void turn(double[] t, int x, int y, int im, int stride, int n, double c, double sRe, double sIm) {
        for (int k = 0; k < n; k++) {
            int i = x + k * stride;
            int j = y + k * stride;
            double xRe = t[i];
            double xIm = t[i + im];
            double yRe = t[j];
            double yIm = t[j + im];
            t[i] = c * xRe + sRe * yRe - sIm * yIm;
            t[i + im] = c * xIm + sRe * yIm + sIm * yRe;
            t[j] = c * yRe - sRe * xRe - sIm * xIm;
            t[j + im] = c * yIm - sRe * xIm + sIm * xRe;
        }
    }

    /**
     * Eigenvectors and eigenvalues from Schur's form S of A + iB: {@code out = [Re V, Im V, scratch of 2n columns, Re l, Im l]}.
     * Columns of V have length 1, and the entry of largest modulus of each is positive. A and B are not read.
     */
    public static void complex_eigen(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] s,
            int sOffset,
            int n,
            int columns,
            double[] out,
            int outOffset) {
        int size = n * n;
        double norm = 0;
        for (int i = 0; i < 2 * size; i++) {
            norm = Math.max(norm, Math.abs(s[sOffset + i]));
        }
        for (int k = 0; k < n; k++) {
            out[outOffset + 4 * size + k] = s[sOffset + k * (n + 1)];
            out[outOffset + 4 * size + n + k] = s[sOffset + size + k * (n + 1)];
            substitute(s, sOffset, n, k, norm, out, outOffset + 2 * size + k * n);
        }
        for (int k = 0; k < n; k++) {
            int x = outOffset + 2 * size + k * n;
            int v = outOffset + k * n;
            Products.fillWithZeros(out, v, n);
            Products.fillWithZeros(out, v + size, n);
            for (int j = 0; j <= k; j++) {
                int u = sOffset + 2 * size + j * n;
                Products.addColumn(s, u, n, out[x + j], out, v);
                Products.addColumn(s, u + size, n, -out[x + size + j], out, v);
                Products.addColumn(s, u + size, n, out[x + j], out, v + size);
                Products.addColumn(s, u, n, out[x + size + j], out, v + size);
            }
            normalise(out, v, size, n);
        }
    }

    /** The k-th eigenvector of T, by back substitution. */
    private static void substitute(double[] t, int at, int n, int k, double norm, double[] out, int x) {
        int im = n * n;
        Products.fillWithZeros(out, x, n);
        Products.fillWithZeros(out, x + im, n);
        out[x + k] = 1;
        for (int i = k - 1; i >= 0; i--) {
            double re = 0;
            double imaginary = 0;
            for (int j = i + 1; j <= k; j++) {
                int e = at + i + j * n;
                re -= t[e] * out[x + j] - t[e + im] * out[x + im + j];
                imaginary -= t[e] * out[x + im + j] + t[e + im] * out[x + j];
            }
            double gapRe = t[at + i * (n + 1)] - t[at + k * (n + 1)];
            double gapIm = t[at + im + i * (n + 1)] - t[at + im + k * (n + 1)];
            double small = 4 * n * PRECISION * norm;
            if (Math.abs(re) + Math.abs(imaginary) > small) {
                boolean equal = Math.abs(gapRe) + Math.abs(gapIm) < PRECISION * norm;
                gapRe = equal ? PRECISION * norm : gapRe;
                double square = gapRe * gapRe + gapIm * gapIm;
                out[x + i] = (re * gapRe + imaginary * gapIm) / square;
                out[x + im + i] = (imaginary * gapRe - re * gapIm) / square;
            }
        }
    }

    private static void normalise(double[] out, int v, int im, int n) {
        double square = 0;
        double most = 0;
        int largest = v;
        for (int i = v; i < v + n; i++) {
            double modulus = out[i] * out[i] + out[i + im] * out[i + im];
            square += modulus;
            // Of moduli that are equal but for rounding, the first.
            if (modulus > most * (1 + 1e-10)) {
                most = modulus;
                largest = i;
            }
        }
        double length = Math.sqrt(square) * Math.sqrt(most);
        double re = out[largest] / length;
        double imaginary = -out[largest + im] / length;
        for (int i = v; i < v + n; i++) {
            double x = out[i];
            double y = out[i + im];
            out[i] = x * re - y * imaginary;
            out[i + im] = x * imaginary + y * re;
        }
    }
}
