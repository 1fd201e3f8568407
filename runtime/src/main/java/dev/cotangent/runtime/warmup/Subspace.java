package dev.cotangent.runtime.warmup;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear subspace, as an orthonormal basis.
 *
 * @param basis one row a vector, shape [m][n]
 */
record Subspace(double[][] basis) {

    /** What is left of a vector, relative to its length, below which it lies in the span of those before it. */
    private static final double DEPENDENT = 1e-8;

    /** The span of the rows of two matrices, by Gram-Schmidt; orthogonalised twice, which suffices. */
    static Subspace spannedBy(double[][] x, double[][] y) {
        List<double[]> basis = new ArrayList<>();
        for (double[][] rows : List.of(x, y)) {
            for (double[] row : rows) {
                add(row.clone(), basis);
            }
        }
        return new Subspace(basis.toArray(double[][]::new));
    }

    private static void add(double[] vector, List<double[]> basis) {
        double before = Math.sqrt(dot(vector, vector));
        for (int pass = 0; pass < 2; pass++) {
            for (double[] known : basis) {
                addMultiple(-dot(known, vector), known, vector);
            }
        }
        double left = Math.sqrt(dot(vector, vector));
        if (left > DEPENDENT * before) {
            for (int i = 0; i < vector.length; i++) {
                vector[i] /= left;
            }
            basis.add(vector);
        }
    }

    /** Coordinates of rows, shape [rows][m]. */
    double[][] project(double[][] rows) {
        double[][] coordinates = new double[rows.length][basis.length];
        for (int t = 0; t < rows.length; t++) {
            for (int k = 0; k < basis.length; k++) {
                coordinates[t][k] = dot(rows[t], basis[k]);
            }
        }
        return coordinates;
    }

    /** The vector with some coordinates, shape [n]. */
    double[] lift(double[] coordinates) {
        double[] vector = new double[basis[0].length];
        for (int k = 0; k < basis.length; k++) {
            addMultiple(coordinates[k], basis[k], vector);
        }
        return vector;
    }

    private static void addMultiple(double factor, double[] vector, double[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
