package dev.cotangent.stdlib.linear;

/** Orthogonal bases of columns. Conventions as in {@link Products}. */
public final class Qr {
    private Qr() {}

    /**
     * {@code out = Q} with {@code A = Q R}, Q of A's shape with orthonormal columns, R upper triangular with positive diagonal;
     * rows at least columns. Modified Gram and Schmidt, every column twice, after which columns are orthogonal to rounding
     * (L. Giraud et al. (2005), Numer. Math. 101). A column that depends on those before gives NaN.
     */
    public static void orthonormal_columns(
            double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        System.arraycopy(a, aOffset, out, outOffset, rows * columns);
        for (int j = 0; j < columns; j++) {
            int column = outOffset + j * rows;
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < j; k++) {
                    int other = outOffset + k * rows;
                    double along = Products.dot_product(out, other, rows, out, column, rows);
                    Products.addColumn(out, other, rows, -along, out, column);
                }
            }
            double length = Math.sqrt(Products.dot_product(out, column, rows, out, column, rows));
            for (int i = 0; i < rows; i++) {
                out[column + i] /= length;
            }
        }
    }
}
