package dev.cotangent.stdlib.linear;

/** Lower triangles of square matrices. Conventions as in {@link Products}. */
public final class Triangles {
    private Triangles() {}

    /** {@code out} = A with zeros above the diagonal. */
    public static void lower_triangle(double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        for (int j = 0; j < columns; j++) {
            int above = Math.min(j, rows);
            Products.fillWithZeros(out, outOffset + j * rows, above);
            System.arraycopy(a, aOffset + j * rows + above, out, outOffset + j * rows + above, rows - above);
        }
    }

    /** {@code out} = A with zeros above the diagonal and half of its diagonal. */
    public static void lower_triangle_half(
            double[] a, int aOffset, int rows, int columns, double[] out, int outOffset) {
        lower_triangle(a, aOffset, rows, columns, out, outOffset);
        for (int j = 0; j < Math.min(rows, columns); j++) {
            out[outOffset + j * (rows + 1)] *= 0.5;
        }
    }
}
