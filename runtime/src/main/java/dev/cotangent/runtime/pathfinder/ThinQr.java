package dev.cotangent.runtime.pathfinder;

/**
 * Orthogonal columns and a triangle whose product is a matrix, by Householder's reflections.
 *
 * @param q shape [k][rows], k = min(rows, columns): columns of unit length, orthogonal to one another
 * @param r shape [k][columns]: row i is zero before column i
 */
record ThinQr(double[][] q, double[][] r) {

    /**
     * Decomposes a matrix.
     *
     * @param columns shape [columns][rows]; overwritten
     */
    static ThinQr of(double[][] columns) {
        int rows = columns[0].length;
        int k = Math.min(rows, columns.length);
        double[] scales = new double[k];
        for (int j = 0; j < k; j++) {
            scales[j] = reflect(columns, j);
        }
        double[][] r = new double[k][columns.length];
        for (int i = 0; i < k; i++) {
            for (int j = i + 1; j < columns.length; j++) {
                r[i][j] = columns[j][i];
            }
            r[i][i] = scales[i];
        }
        return new ThinQr(basis(columns, k), r);
    }

    /**
     * Makes column j zero below its diagonal by a reflection I - v v', applies it to the later columns, and keeps v, of
     * squared length 2, in the column's lower part.
     *
     * @return the new diagonal element
     */
    private static double reflect(double[][] columns, int j) {
        double[] v = columns[j];
        double square = 0;
        for (int i = j; i < v.length; i++) {
            square += v[i] * v[i];
        }
        double norm = Math.sqrt(square);
        if (norm == 0) {
            return 0;
        }
        double diagonal = v[j] > 0 ? -norm : norm;
        v[j] -= diagonal;
        double scale = Math.sqrt(2 / (2 * norm * Math.abs(v[j])));
        for (int i = j; i < v.length; i++) {
            v[i] *= scale;
        }
        for (int l = j + 1; l < columns.length; l++) {
            apply(v, j, columns[l]);
        }
        return diagonal;
    }

    private static void apply(double[] v, int from, double[] x) {
        double product = 0;
        for (int i = from; i < x.length; i++) {
            product += v[i] * x[i];
        }
        for (int i = from; i < x.length; i++) {
            x[i] -= product * v[i];
        }
    }

    private static double[][] basis(double[][] reflections, int k) {
        double[][] q = new double[k][reflections[0].length];
        for (int j = 0; j < k; j++) {
            q[j][j] = 1;
            for (int l = k - 1; l >= 0; l--) {
                apply(reflections[l], l, q[j]);
            }
        }
        return q;
    }
}
