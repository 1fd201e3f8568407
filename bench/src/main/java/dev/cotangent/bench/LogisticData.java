package dev.cotangent.bench;

import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;
import java.util.Random;

/**
 * Binary outcomes and their predictors.
 *
 * @param x predictors, shape [N][K]
 * @param y outcomes, 0 or 1, shape [N]
 */
record LogisticData(double[][] x, int[] y) {

    /** Standard normal predictors, slopes uniform on (-0.5, 0.5), an intercept of 0.5. */
    static LogisticData simulate(int rows, int columns, long seed) {
        Random random = new Random(seed);
        double[] beta = random.doubles(columns, -0.5, 0.5).toArray();
        double[][] x = new double[rows][columns];
        int[] y = new int[rows];
        for (int n = 0; n < rows; n++) {
            double eta = 0.5;
            for (int k = 0; k < columns; k++) {
                x[n][k] = random.nextGaussian();
                eta += beta[k] * x[n][k];
            }
            y[n] = random.nextDouble() < 1 / (1 + StrictMath.exp(-eta)) ? 1 : 0;
        }
        return new LogisticData(x, y);
    }

    int columns() {
        return x[0].length;
    }

    /** Predictors, row after row. */
    double[] rowMajor() {
        double[] flat = new double[x.length * columns()];
        for (int n = 0; n < x.length; n++) {
            System.arraycopy(x[n], 0, flat, n * columns(), columns());
        }
        return flat;
    }

    DataSource source() {
        return MapData.builder()
                .put("N", x.length)
                .put("K", columns())
                .put("X", x)
                .put("y", y)
                .build();
    }
}
