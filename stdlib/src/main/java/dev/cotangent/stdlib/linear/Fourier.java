package dev.cotangent.stdlib.linear;

import dev.cotangent.stdlib.scalar.Trigonometry;

/**
 * Discrete Fourier transforms of n complex numbers, given as 2n reals: the real parts, then the imaginary parts. A power of two
 * is transformed by halves (J. W. Cooley and J. W. Tukey (1965), An algorithm for the machine calculation of complex Fourier
 * series), other sizes by their definition, in n² steps. Nothing is allocated.
 */
public final class Fourier {
    private Fourier() {}

    /** {@code out[k] = sum_j x[j] exp(-2 pi i j k / n)}. */
    public static void fourier(double[] x, int xOffset, int size, double[] out, int outOffset) {
        transform(x, xOffset, size / 2, -1, out, outOffset);
    }

    /** {@code out[k] = sum_j x[j] exp(2 pi i j k / n)}: n times the inverse, and the adjoint. */
    public static void inverse_fourier(double[] x, int xOffset, int size, double[] out, int outOffset) {
        transform(x, xOffset, size / 2, 1, out, outOffset);
    }

    private static void transform(double[] x, int xOffset, int n, int sign, double[] out, int outOffset) {
        if (Integer.bitCount(n) == 1) {
            byHalves(x, xOffset, n, sign, out, outOffset);
        } else {
            byDefinition(x, xOffset, n, sign, out, outOffset);
        }
    }

    private static void byDefinition(double[] x, int xOffset, int n, int sign, double[] out, int outOffset) {
        Products.fillWithZeros(out, outOffset, 2 * n);
        for (int turn = 0; turn < n; turn++) {
            double angle = sign * 2 * Math.PI * turn / n;
            double cos = Trigonometry.cos(angle);
            double sin = Trigonometry.sin(angle);
            for (int k = 0; k < n; k++) {
                addTurned(x, xOffset, n, k, turn, cos, sin, out, outOffset);
            }
        }
    }

    /** Adds to the k-th number those whose angle is {@code turn} times the n-th part of the circle. */
    private static void addTurned(
            double[] x, int xOffset, int n, int k, int turn, double cos, double sin, double[] out, int outOffset) {
        int product = 0;
        for (int j = 0; j < n; j++) {
            if (product == turn) {
                double re = x[xOffset + j];
                double im = x[xOffset + n + j];
                out[outOffset + k] += re * cos - im * sin;
                out[outOffset + n + k] += re * sin + im * cos;
            }
            product += k;
            product = product >= n ? product - n : product;
        }
    }

    private static void byHalves(double[] x, int xOffset, int n, int sign, double[] out, int outOffset) {
        int shift = Integer.numberOfLeadingZeros(n) + 1;
        for (int j = 0; j < n; j++) {
            int reversed = n == 1 ? 0 : Integer.reverse(j) >>> shift;
            out[outOffset + reversed] = x[xOffset + j];
            out[outOffset + n + reversed] = x[xOffset + n + j];
        }
        for (int half = 1; half < n; half *= 2) {
            for (int k = 0; k < half; k++) {
                double angle = sign * Math.PI * k / half;
                combine(out, outOffset, n, half, k, Trigonometry.cos(angle), Trigonometry.sin(angle));
            }
        }
    }

    /** The k-th butterfly of every pair of neighbouring transforms of size {@code half}. */
    private static void combine(double[] out, int from, int n, int half, int k, double cos, double sin) {
        for (int start = from + k; start < from + n; start += 2 * half) {
            double re = out[start + half] * cos - out[start + n + half] * sin;
            double im = out[start + half] * sin + out[start + n + half] * cos;
            out[start + half] = out[start] - re;
            out[start + n + half] = out[start + n] - im;
            out[start] += re;
            out[start + n] += im;
        }
    }
}
