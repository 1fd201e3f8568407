package dev.cotangent.runtime.warmup;

/** Sums of products of columns. */
final class Gram {

    private Gram() {}

    /**
     * {@code X'X + r I}.
     *
     * @param x shape [rows][n]
     * @param ridge r
     * @return shape [n][n]
     */
    static double[][] of(double[][] x, double ridge) {
        int n = x[0].length;
        double[][] products = new double[n][n];
        for (double[] row : x) {
            for (int i = 0; i < n; i++) {
                double[] target = products[i];
                double factor = row[i];
                for (int j = 0; j <= i; j++) {
                    target[j] += factor * row[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            products[i][i] += ridge;
            for (int j = 0; j < i; j++) {
                products[j][i] = products[i][j];
            }
        }
        return products;
    }
}
