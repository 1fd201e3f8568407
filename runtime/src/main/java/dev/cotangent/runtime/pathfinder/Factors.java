package dev.cotangent.runtime.pathfinder;

/** Small dense matrices, by rows: as many rows as an optimiser's history has entries. */
final class Factors {

    private Factors() {}

    static double[][] product(double[][] a, double[][] b) {
        int columns = b.length == 0 ? 0 : b[0].length;
        double[][] product = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < columns; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    static double[][] transpose(double[][] a) {
        double[][] transposed = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    static double[][] inverseOfUpper(double[][] upper) {
        int n = upper.length;
        double[][] inverse = new double[n][n];
        for (int j = 0; j < n; j++) {
            inverse[j][j] = 1 / upper[j][j];
            for (int i = j - 1; i >= 0; i--) {
                double sum = 0;
                for (int k = i + 1; k <= j; k++) {
                    sum += upper[i][k] * inverse[k][j];
                }
                inverse[i][j] = -sum / upper[i][i];
            }
        }
        return inverse;
    }

    /**
     * Overwrites the lower triangle of a symmetric matrix, which alone is read, with its Cholesky factor.
     *
     * @return false if the matrix is not positive definite
     */
    static boolean cholesky(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= matrix[i][k] * matrix[j][k];
                }
                if (i == j && !(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
                    return false;
                }
                matrix[i][j] = i == j ? Math.sqrt(rest) : rest / matrix[j][j];
            }
        }
        return true;
    }
}
