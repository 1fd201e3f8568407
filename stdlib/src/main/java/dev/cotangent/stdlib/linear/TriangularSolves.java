package dev.cotangent.stdlib.linear;

/**
 * Solutions of triangular systems. L is square, and only its lower triangle is read; the other conventions are those of
 * {@link Products}. A zero on the diagonal gives infinities and NaN, as division does.
 */
public final class TriangularSolves {
    private TriangularSolves() {}

    /** {@code out = L⁻¹ b} by forward substitution, column by column. */
    public static void mdivide_left_tri_low(
            double[] l,
            int lOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int size,
            double[] out,
            int outOffset) {
        System.arraycopy(b, bOffset, out, outOffset, size);
        for (int j = 0; j < size; j++) {
            int diagonal = lOffset + j * (rows + 1);
            double x = out[outOffset + j] / l[diagonal];
            out[outOffset + j] = x;
            Products.addColumn(l, diagonal + 1, size - j - 1, -x, out, outOffset + j + 1);
        }
    }

    /** {@code out = L⁻ᵀ b} by back substitution. */
    public static void mdivide_left_tri_low_transpose(
            double[] l,
            int lOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int size,
            double[] out,
            int outOffset) {
        for (int j = size - 1; j >= 0; j--) {
            int diagonal = lOffset + j * (rows + 1);
            int below = size - j - 1;
            double known = Products.dot_product(l, diagonal + 1, below, out, outOffset + j + 1, below);
            out[outOffset + j] = (b[bOffset + j] - known) / l[diagonal];
        }
    }

    /** {@code out = L⁻¹ B}. */
    public static void mdivide_left_tri_low(
            double[] l,
            int lOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bColumns; j++) {
            int shift = j * bRows;
            mdivide_left_tri_low(l, lOffset, rows, columns, b, bOffset + shift, bRows, out, outOffset + shift);
        }
    }

    /** {@code out = L⁻ᵀ B}. */
    public static void mdivide_left_tri_low_transpose(
            double[] l,
            int lOffset,
            int rows,
            int columns,
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < bColumns; j++) {
            int shift = j * bRows;
            mdivide_left_tri_low_transpose(
                    l, lOffset, rows, columns, b, bOffset + shift, bRows, out, outOffset + shift);
        }
    }

    /** {@code out = B L⁻¹}, the last column first. */
    public static void mdivide_right_tri_low(
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] l,
            int lOffset,
            int rows,
            int columns,
            double[] out,
            int outOffset) {
        for (int j = rows - 1; j >= 0; j--) {
            int to = outOffset + j * bRows;
            System.arraycopy(b, bOffset + j * bRows, out, to, bRows);
            for (int k = j + 1; k < rows; k++) {
                Products.addColumn(out, outOffset + k * bRows, bRows, -l[lOffset + k + j * rows], out, to);
            }
            divide(out, to, bRows, l[lOffset + j * (rows + 1)]);
        }
    }

    /** {@code out = B L⁻ᵀ}, the first column first. */
    public static void mdivide_right_tri_low_transpose(
            double[] b,
            int bOffset,
            int bRows,
            int bColumns,
            double[] l,
            int lOffset,
            int rows,
            int columns,
            double[] out,
            int outOffset) {
        for (int j = 0; j < rows; j++) {
            int to = outOffset + j * bRows;
            System.arraycopy(b, bOffset + j * bRows, out, to, bRows);
            for (int k = 0; k < j; k++) {
                Products.addColumn(out, outOffset + k * bRows, bRows, -l[lOffset + j + k * rows], out, to);
            }
            divide(out, to, bRows, l[lOffset + j * (rows + 1)]);
        }
    }

    private static void divide(double[] out, int offset, int size, double divisor) {
        for (int i = 0; i < size; i++) {
            out[offset + i] /= divisor;
        }
    }
}
