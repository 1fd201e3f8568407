package dev.cotangent.runtime.warmup;

import java.util.Arrays;

/**
 * The geometric mean of a symmetric positive definite matrix C and the inverse of another, A.
 *
 * @param matrix the mean, shape [n][n]
 * @param discrepancy largest eigenvalue of the root of {@code A C}: 1 if C is the inverse of A, more if the mean is a
 *     compromise
 */
record GeometricMean(double[][] matrix, double discrepancy) {

    /**
     * The positive definite solution of {@code S A S = C}.
     *
     * <p>With {@code A = L L'} and {@code L' C L = V W V'} it is {@code L'⁻¹ V W^½ V' L⁻¹}. See R. Bhatia (2007), Positive
     * Definite Matrices, section 4.1.
     *
     * @param c symmetric positive definite, shape [n][n]; not modified
     * @param a symmetric positive definite, shape [n][n]; not modified
     * @throws ArithmeticException if a matrix is not positive definite as far as rounding can tell
     */
    static GeometricMean of(double[][] c, double[][] a) {
        double[][] factor = cholesky(a);
        SymmetricEigen eigen = SymmetricEigen.of(congruence(c, factor));
        double[][] root = new double[c.length][];
        for (int k = 0; k < root.length; k++) {
            root[k] = solved(factor, eigen.vectors()[k]);
            // rounding can leave the least eigenvalue of a positive definite matrix below zero
            double scale = Math.sqrt(Math.sqrt(Math.max(eigen.values()[k], 0)));
            for (int i = 0; i < root.length; i++) {
                root[k][i] *= scale;
            }
        }
        double largest = Arrays.stream(eigen.values()).max().orElse(0);
        return new GeometricMean(Gram.of(root, 0), Math.sqrt(Math.max(largest, 0)));
    }

    /** Lower factor L, rows of n. */
    private static double[][] cholesky(double[][] a) {
        double[][] l = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i == j && !(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
                    throw new ArithmeticException("not positive definite");
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return l;
    }

    /** {@code L' C L}. */
    private static double[][] congruence(double[][] c, double[][] l) {
        int n = c.length;
        double[][] right = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j <= k; j++) {
                    right[i][j] += c[i][k] * l[k][j];
                }
            }
        }
        double[][] both = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i <= k; i++) {
                for (int j = 0; j < n; j++) {
                    both[i][j] += l[k][i] * right[k][j];
                }
            }
        }
        return both;
    }

    /** {@code L'⁻¹ v}. */
    private static double[] solved(double[][] l, double[] v) {
        double[] y = v.clone();
        for (int i = y.length - 1; i >= 0; i--) {
            y[i] /= l[i][i];
            for (int j = 0; j < i; j++) {
                y[j] -= l[i][j] * y[i];
            }
        }
        return y;
    }
}
