package dev.cotangent.stdlib.linear;

/**
 * The Schur form of a complex matrix by the shifted QR algorithm, after a reduction to Hessenberg form, both by plane rotations:
 * these need no scratch (G. H. Golub and C. F. Van Loan, Matrix Computations, 7.4 and 7.5). Conventions as in {@link Products}; a
 * complex matrix is one of its real parts with one of its imaginary parts to the right of it.
 */
public final class ComplexSchur {
    private static final int MOST_STEPS_PER_VALUE = 60;
    private static final int EXCEPTIONAL = 10;
    private static final double PRECISION = 0x1p-52;

    private ComplexSchur() {}

    /**
     * {@code out = [T U]} with {@code A = U T U*}, n rows and 4n columns: T upper triangular, U unitary. All is NaN if A is not
     * finite.
     *
     * @param columns 2n
     */
    public static void complex_schur(double[] a, int aOffset, int n, int columns, double[] out, int outOffset) {
        System.arraycopy(a, aOffset, out, outOffset, 2 * n * n);
        int u = outOffset + 2 * n * n;
        Products.fillWithZeros(out, u, 2 * n * n);
        for (int i = 0; i < n; i++) {
            out[u + i * (n + 1)] = 1;
        }
        for (int j = 0; j < n - 2; j++) {
            for (int i = n - 1; i > j + 1; i--) {
                eliminate(out, outOffset, n, i - 1, j);
            }
        }
        if (!triangularise(out, outOffset, n)) {
            for (int k = 0; k < 4 * n * n; k++) {
                out[outOffset + k] = Double.NaN;
            }
        }
    }

    /** Rotates rows p and p + 1, and columns as well, so that the lower entry in column j vanishes. */
    private static void eliminate(double[] s, int t, int n, int p, int j) {
        int upper = t + p + j * n;
        int imaginary = n * n;
        rotate(s, t, n, p, s[upper], s[upper + imaginary], s[upper + 1], s[upper + 1 + imaginary]);
        s[upper + 1] = 0;
        s[upper + 1 + imaginary] = 0;
    }

    /** The similarity by the rotation of rows p and p + 1 that takes (x, y) to (r, 0). */
    private static void rotate(double[] s, int t, int n, int p, double xRe, double xIm, double yRe, double yIm) {
        double x = StrictMath.hypot(xRe, xIm);
        double y = StrictMath.hypot(yRe, yIm);
        if (y == 0) {
            return;
        }
        double norm = StrictMath.hypot(x, y);
        double c = x / norm;
        double phaseRe = x == 0 ? 1 : xRe / x;
        double phaseIm = x == 0 ? 0 : xIm / x;
        double sRe = (phaseRe * yRe + phaseIm * yIm) / norm;
        double sIm = (phaseIm * yRe - phaseRe * yIm) / norm;
        turn(s, t + p, t + p + 1, n, n, c, sRe, sIm);
        turn(s, t + p * n, t + (p + 1) * n, 1, n, c, sRe, -sIm);
        int u = t + 2 * n * n;
        turn(s, u + p * n, u + (p + 1) * n, 1, n, c, sRe, -sIm);
    }

    /** {@code (x, y) <- (c x + s y, c y - conj(s) x)} for two strided rows or columns. */
    private static void turn(double[] a, int x, int y, int stride, int n, double c, double sRe, double sIm) {
        int imaginary = n * n;
        for (int k = 0; k < n; k++) {
            int p = x + k * stride;
            int q = y + k * stride;
            double pRe = a[p];
            double pIm = a[p + imaginary];
            double qRe = a[q];
            double qIm = a[q + imaginary];
            a[p] = c * pRe + sRe * qRe - sIm * qIm;
            a[p + imaginary] = c * pIm + sRe * qIm + sIm * qRe;
            a[q] = c * qRe - sRe * pRe - sIm * pIm;
            a[q + imaginary] = c * qIm - sRe * pIm + sIm * pRe;
        }
    }

    /** Reduces a Hessenberg matrix from the bottom up; false if it does not converge. */
    private static boolean triangularise(double[] s, int t, int n) {
        int last = n - 1;
        int steps = 0;
        while (last > 0) {
            int first = activeFrom(s, t, n, last);
            if (first == last) {
                last--;
                steps = 0;
            } else if (++steps > MOST_STEPS_PER_VALUE) {
                return false;
            } else {
                step(s, t, n, first, last, steps % EXCEPTIONAL == 0);
            }
        }
        return true;
    }

    /** First row of the block that ends with row {@code last}; the entry before it is set to zero. */
    private static int activeFrom(double[] s, int t, int n, int last) {
        for (int i = last; i > 0; i--) {
            int below = t + i + (i - 1) * n;
            double neighbours = magnitude(s, t + (i - 1) * (n + 1), n) + magnitude(s, t + i * (n + 1), n);
            if (magnitude(s, below, n) <= PRECISION * neighbours) {
                s[below] = 0;
                s[below + n * n] = 0;
                return i;
            }
        }
        return 0;
    }

    private static double magnitude(double[] s, int entry, int n) {
        return Math.abs(s[entry]) + Math.abs(s[entry + n * n]);
    }

    /** One implicit QR step with a single shift. */
    private static void step(double[] s, int t, int n, int first, int last, boolean exceptional) {
        int imaginary = n * n;
        int corner = t + last * (n + 1);
        double shiftRe = s[corner];
        double shiftIm = s[corner + imaginary];
        if (exceptional) {
            shiftRe += magnitude(s, t + last + (last - 1) * n, n);
        } else {
            double aRe = s[corner - n - 1];
            double aIm = s[corner - n - 1 + imaginary];
            double bRe = s[corner - 1];
            double bIm = s[corner - 1 + imaginary];
            double cRe = s[corner - n];
            double cIm = s[corner - n + imaginary];
            // The eigenvalue of the last block nearest to its corner d: d - bc / (h + sign sqrt(h^2 + bc)), h = (a - d)
            // / 2.
            double hRe = 0.5 * (aRe - shiftRe);
            double hIm = 0.5 * (aIm - shiftIm);
            double productRe = bRe * cRe - bIm * cIm;
            double productIm = bRe * cIm + bIm * cRe;
            double squareRe = hRe * hRe - hIm * hIm + productRe;
            double squareIm = 2 * hRe * hIm + productIm;
            double length = StrictMath.hypot(squareRe, squareIm);
            double rootRe = Math.sqrt(0.5 * (length + Math.abs(squareRe)));
            double rootIm = rootRe == 0 ? 0 : 0.5 * squareIm / rootRe;
            if (squareRe < 0) {
                double kept = rootRe;
                rootRe = Math.abs(rootIm);
                rootIm = squareIm < 0 ? -kept : kept;
            }
            double sign = hRe * rootRe + hIm * rootIm < 0 ? -1 : 1;
            double divisorRe = hRe + sign * rootRe;
            double divisorIm = hIm + sign * rootIm;
            double divisor = StrictMath.hypot(divisorRe, divisorIm);
            if (divisor > 0) {
                double cos = divisorRe / divisor;
                double sin = divisorIm / divisor;
                shiftRe -= (productRe * cos + productIm * sin) / divisor;
                shiftIm -= (productIm * cos - productRe * sin) / divisor;
            }
        }
        int start = t + first * (n + 1);
        rotate(
                s,
                t,
                n,
                first,
                s[start] - shiftRe,
                s[start + imaginary] - shiftIm,
                s[start + 1],
                s[start + 1 + imaginary]);
        for (int k = first + 1; k < last; k++) {
            eliminate(s, t, n, k, k - 1);
        }
    }
}
