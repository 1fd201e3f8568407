package dev.cotangent.stdlib.linear;

/**
 * Products of dense matrices and vectors.
 *
 * <p>Matrices are column-major slices of flat arrays, {@code A[i][j] = a[aOffset + i + j aRows]}, given as (array, offset,
 * rows, columns); vectors are given as (array, offset, size). The result comes last, as (array, offset), is overwritten and
 * must not overlap an argument. Sizes are the caller's promise. The order of every sum is fixed, so results do not depend
 * on the machine; nothing is allocated.
 */
public final class Products {
    private Products() {}

    /** {@code out = A x}, four columns at a time. */
    public static void multiply(
            double[] a,
            int aOffset,
            int rows,
            int columns,
            double[] x,
            int xOffset,
            int size,
            double[] out,
            int outOffset) {
        fillWithZeros(out, outOffset, rows);
        int j = 0;
        for (; j + 3 < columns; j += 4) {
            int column = aOffset + j * rows;
            int k = xOffset + j;
            addFourColumns(a, column, rows, x[k], x[k + 1], x[k + 2], x[k + 3], out, outOffset);
        }
        for (; j < columns; j++) {
            addColumn(a, aOffset + j * rows, rows, x[xOffset + j], out, outOffset);
        }
    }

    /** {@code out = A' x}, two columns at a time; each entry is the {@link #dot_product} of a column with x, to the bit. */
    public static void transpose_multiply(
            double[] a,
            int aOffset,
            int rows,
            int columns,
            double[] x,
            int xOffset,
            int size,
            double[] out,
            int outOffset) {
        int j = 0;
        for (; j + 1 < columns; j += 2) {
            dotTwoColumns(a, aOffset + j * rows, rows, x, xOffset, out, outOffset + j);
        }
        if (j < columns) {
            out[outOffset + j] = dot_product(a, aOffset + j * rows, rows, x, xOffset, rows);
        }
    }

    /** {@code out = A B}. */
    public static void multiply(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bColumns; j++) {
            multiply(a, aOffset, aRows, aColumns, b, bOffset + j * bRows, bRows, out, outOffset + j * aRows);
        }
    }

    /** {@code out = A' B}. */
    public static void transpose_multiply(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bColumns; j++) {
            transpose_multiply(
                    a, aOffset, aRows, aColumns, b, bOffset + j * bRows, bRows, out, outOffset + j * aColumns);
        }
    }

    /** {@code out = A B'}. */
    public static void multiply_transpose(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bRows; j++) {
            int to = outOffset + j * aRows;
            fillWithZeros(out, to, aRows);
            int k = 0;
            for (; k + 3 < aColumns; k += 4) {
                int from = bOffset + j + k * bRows;
                addFourColumns(
                        a,
                        aOffset + k * aRows,
                        aRows,
                        b[from],
                        b[from + bRows],
                        b[from + 2 * bRows],
                        b[from + 3 * bRows],
                        out,
                        to);
            }
            for (; k < aColumns; k++) {
                addColumn(a, aOffset + k * aRows, aRows, b[bOffset + j + k * bRows], out, to);
            }
        }
    }

    /** {@code out = x y'}. */
    public static void multiply(
            double[] x, int xOffset, int rows, double[] y, int yOffset, int columns, double[] out, int outOffset) {
        for (int j = 0; j < columns; j++) {
            double scale = y[yOffset + j];
            int to = outOffset + j * rows;
            for (int i = 0; i < rows; i++) {
                out[to + i] = x[xOffset + i] * scale;
            }
        }
    }

    /** {@code x' y}, with four sums side by side. */
    public static double dot_product(double[] x, int xOffset, int size, double[] y, int yOffset, int ySize) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < size; i += 4) {
            s0 = Math.fma(x[xOffset + i], y[yOffset + i], s0);
            s1 = Math.fma(x[xOffset + i + 1], y[yOffset + i + 1], s1);
            s2 = Math.fma(x[xOffset + i + 2], y[yOffset + i + 2], s2);
            s3 = Math.fma(x[xOffset + i + 3], y[yOffset + i + 3], s3);
        }
        for (; i < size; i++) {
            s0 = Math.fma(x[xOffset + i], y[yOffset + i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    static void fillWithZeros(double[] out, int offset, int size) {
        for (int i = 0; i < size; i++) {
            out[offset + i] = 0;
        }
    }

    /** {@code out += a[.] x}; negative x subtracts. */
    static void addColumn(double[] a, int from, int rows, double x, double[] out, int to) {
        for (int i = 0; i < rows; i++) {
            out[to + i] = Math.fma(a[from + i], x, out[to + i]);
        }
    }

    private static void addFourColumns(
            double[] a, int from, int rows, double x0, double x1, double x2, double x3, double[] out, int to) {
        int second = from + rows;
        int third = second + rows;
        int fourth = third + rows;
        for (int i = 0; i < rows; i++) {
            double sum = Math.fma(a[from + i], x0, out[to + i]);
            sum = Math.fma(a[second + i], x1, sum);
            sum = Math.fma(a[third + i], x2, sum);
            out[to + i] = Math.fma(a[fourth + i], x3, sum);
        }
    }

    /** Dot products of two neighbouring columns with x, four sums each. */
    private static void dotTwoColumns(double[] a, int from, int rows, double[] x, int xOffset, double[] out, int to) {
        int next = from + rows;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double t0 = 0;
        double t1 = 0;
        double t2 = 0;
        double t3 = 0;
        int i = 0;
        for (; i + 3 < rows; i += 4) {
            double x0 = x[xOffset + i];
            double x1 = x[xOffset + i + 1];
            double x2 = x[xOffset + i + 2];
            double x3 = x[xOffset + i + 3];
            s0 = Math.fma(a[from + i], x0, s0);
            t0 = Math.fma(a[next + i], x0, t0);
            s1 = Math.fma(a[from + i + 1], x1, s1);
            t1 = Math.fma(a[next + i + 1], x1, t1);
            s2 = Math.fma(a[from + i + 2], x2, s2);
            t2 = Math.fma(a[next + i + 2], x2, t2);
            s3 = Math.fma(a[from + i + 3], x3, s3);
            t3 = Math.fma(a[next + i + 3], x3, t3);
        }
        for (; i < rows; i++) {
            s0 = Math.fma(a[from + i], x[xOffset + i], s0);
            t0 = Math.fma(a[next + i], x[xOffset + i], t0);
        }
        out[to] = (s0 + s1) + (s2 + s3);
        out[to + 1] = (t0 + t1) + (t2 + t3);
    }
}
