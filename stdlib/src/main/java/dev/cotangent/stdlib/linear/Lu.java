package dev.cotangent.stdlib.linear;

import dev.cotangent.stdlib.scalar.Logarithm;

/**
 * Elimination with the largest pivot of a column: {@code P A = L U}. Conventions as in {@link Products}.
 *
 * <p>A factor F has n rows and n + 1 columns: L below the diagonal, whose own is 1, U on and above it, and in the last column
 * the row (from 0) that was exchanged with each row in turn. A singular matrix has a zero on the diagonal of U, and solutions
 * that are not finite.
 */
public final class Lu {
    private Lu() {}

    /** {@code out = F}; left-looking by columns. */
    public static void lu_factor(double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        System.arraycopy(a, aOffset, out, outOffset, rows * rows);
        int pivots = outOffset + rows * rows;
        for (int j = 0; j < rows; j++) {
            int column = outOffset + j * rows;
            for (int k = 0; k < j; k++) {
                swap(out, column + k, column + (int) out[pivots + k]);
            }
            for (int k = 0; k < j; k++) {
                int below = outOffset + k * rows + k + 1;
                Products.addColumn(out, below, rows - k - 1, -out[column + k], out, column + k + 1);
            }
            int pivot = largest(out, column, j, rows);
            out[pivots + j] = pivot;
            for (int k = 0; k <= j; k++) {
                swap(out, outOffset + k * rows + j, outOffset + k * rows + pivot);
            }
            double divisor = out[column + j];
            for (int i = j + 1; i < rows && divisor != 0; i++) {
                out[column + i] /= divisor;
            }
        }
    }

    private static int largest(double[] out, int column, int from, int rows) {
        int largest = from;
        for (int i = from + 1; i < rows; i++) {
            largest = Math.abs(out[column + i]) > Math.abs(out[column + largest]) ? i : largest;
        }
        return largest;
    }

    /** {@code out = A⁻¹ b}, from the factor F of A; A itself is not read. */
    public static void lu_solve(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] f,
            int fOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int size,
            double[] out,
            int outOffset) {
        System.arraycopy(b, bOffset, out, outOffset, rows);
        for (int k = 0; k < rows; k++) {
            swap(out, outOffset + k, outOffset + (int) f[fOffset + rows * rows + k]);
        }
        for (int j = 0; j < rows; j++) {
            int below = fOffset + j * (rows + 1) + 1;
            Products.addColumn(f, below, rows - j - 1, -out[outOffset + j], out, outOffset + j + 1);
        }
        for (int j = rows - 1; j >= 0; j--) {
            double x = out[outOffset + j] / f[fOffset + j * (rows + 1)];
            out[outOffset + j] = x;
            Products.addColumn(f, fOffset + j * rows, j, -x, out, outOffset);
        }
    }

    /** {@code out = A⁻ᵀ b}. */
    public static void lu_solve_transpose(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] f,
            int fOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int size,
            double[] out,
            int outOffset) {
        for (int j = 0; j < rows; j++) {
            double known = Products.dot_product(f, fOffset + j * rows, j, out, outOffset, j);
            out[outOffset + j] = (b[bOffset + j] - known) / f[fOffset + j * (rows + 1)];
        }
        for (int j = rows - 1; j >= 0; j--) {
            int below = rows - j - 1;
            out[outOffset + j] -=
                    Products.dot_product(f, fOffset + j * (rows + 1) + 1, below, out, outOffset + j + 1, below);
        }
        for (int k = rows - 1; k >= 0; k--) {
            swap(out, outOffset + k, outOffset + (int) f[fOffset + rows * rows + k]);
        }
    }

    /** {@code out = A⁻¹ B}. */
    public static void lu_solve(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] f,
            int fOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bColumns; j++) {
            int shift = j * rows;
            lu_solve(
                    a,
                    aOffset,
                    aRows,
                    aColumns,
                    f,
                    fOffset,
                    rows,
                    columns,
                    b,
                    bOffset + shift,
                    rows,
                    out,
                    outOffset + shift);
        }
    }

    /** {@code out = A⁻ᵀ B}. */
    public static void lu_solve_transpose(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] f,
            int fOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bColumns; j++) {
            int shift = j * rows;
            lu_solve_transpose(
                    a,
                    aOffset,
                    aRows,
                    aColumns,
                    f,
                    fOffset,
                    rows,
                    columns,
                    b,
                    bOffset + shift,
                    rows,
                    out,
                    outOffset + shift);
        }
    }

    /** {@code out = A⁻¹}. */
    public static void lu_inverse(
            double[] a,
            int aOffset,
            int aRows,
            int aColumns,
            double[] f,
            int fOffset,
            int rows,
            int columns,
            double[] out,
            int outOffset) {
        // Column j of the inverse solves for the j-th unit vector, which is put where the solution will stand.
        for (int j = 0; j < rows; j++) {
            int column = outOffset + j * rows;
            Products.fillWithZeros(out, column, rows);
            out[column + j] = 1;
            lu_solve(a, aOffset, aRows, aColumns, f, fOffset, rows, columns, out, column, rows, out, column);
        }
    }

    /** The determinant of A. */
    public static double lu_determinant(
            double[] a, int aOffset, int aRows, int aColumns, double[] f, int fOffset, int rows, int columns) {
        double product = 1;
        for (int j = 0; j < rows; j++) {
            product *= f[fOffset + rows * rows + j] == j ? f[fOffset + j * (rows + 1)] : -f[fOffset + j * (rows + 1)];
        }
        return product;
    }

    /** The logarithm of the absolute value of A's determinant. */
    public static double lu_log_determinant(
            double[] a, int aOffset, int aRows, int aColumns, double[] f, int fOffset, int rows, int columns) {
        double sum = 0;
        for (int j = 0; j < rows; j++) {
            sum += Logarithm.log(Math.abs(f[fOffset + j * (rows + 1)]));
        }
        return sum;
    }

    private static void swap(double[] x, int i, int j) {
        double kept = x[i];
        x[i] = x[j];
        x[j] = kept;
    }
}
