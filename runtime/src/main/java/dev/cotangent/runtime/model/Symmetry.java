package dev.cotangent.runtime.model;

/** Matrices that are symmetric but for rounding. */
final class Symmetry {

    private Symmetry() {}

    /** Takes the mean of what rounds in two ways; shape [n][n] row by row. */
    static void mean(double[] matrix, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
                matrix[i * n + j] = mean;
                matrix[j * n + i] = mean;
            }
        }
    }
}
