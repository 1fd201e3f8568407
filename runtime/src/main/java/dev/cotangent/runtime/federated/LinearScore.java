package dev.cotangent.runtime.federated;

import java.util.Arrays;

/**
 * The score of a normal surrogate by its natural parameters, {@code b - A q}. A need not be positive definite: a difference of scores is
 * one, too.
 *
 * @param offset b, shape [n]
 * @param matrix A, symmetric: shape [n][n], or [1][n] if it is diagonal
 */
public record LinearScore(double[] offset, double[][] matrix) {

    public LinearScore {
        int n = offset.length;
        boolean square = matrix.length == n;
        if (!square && matrix.length != 1 || Arrays.stream(matrix).anyMatch(row -> row.length != n)) {
            throw new IllegalArgumentException("matrix must have the shape [n][n] or [1][n], n being " + n);
        }
    }

    /** The score that is zero everywhere. */
    public static LinearScore zero(int dimension) {
        return new LinearScore(new double[dimension], new double[1][dimension]);
    }

    /** True if only the diagonal is given; a full matrix of one coordinate counts as one. */
    public boolean isDiagonal() {
        return matrix.length == 1;
    }

    /** Adds the score at a point: {@code result += b - A q}. */
    public void addTo(double[] q, double[] result) {
        int n = offset.length;
        if (isDiagonal()) {
            for (int i = 0; i < n; i++) {
                result[i] += offset[i] - matrix[0][i] * q[i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            double sum = offset[i];
            for (int j = 0; j < n; j++) {
                sum -= matrix[i][j] * q[j];
            }
            result[i] += sum;
        }
    }

    /** {@code this + factor * other}. */
    public LinearScore plus(double factor, LinearScore other) {
        int n = offset.length;
        double[] sum = offset.clone();
        for (int i = 0; i < n; i++) {
            sum[i] += factor * other.offset[i];
        }
        if (isDiagonal() && other.isDiagonal()) {
            double[] diagonal = matrix[0].clone();
            for (int i = 0; i < n; i++) {
                diagonal[i] += factor * other.matrix[0][i];
            }
            return new LinearScore(sum, new double[][] {diagonal});
        }
        double[][] full = full();
        double[][] added = other.full();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                full[i][j] += factor * added[i][j];
            }
        }
        return new LinearScore(sum, full);
    }

    /** The matrix as [n][n]; a copy. */
    public double[][] full() {
        int n = offset.length;
        double[][] full = new double[n][];
        for (int i = 0; i < n; i++) {
            if (isDiagonal()) {
                full[i] = new double[n];
                full[i][i] = matrix[0][i];
            } else {
                full[i] = matrix[i].clone();
            }
        }
        return full;
    }
}
