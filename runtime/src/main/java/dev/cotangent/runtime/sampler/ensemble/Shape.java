package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.warmup.SymmetricEigen;

/**
 * Mean and covariance of weighted particles, the covariance by its principal axes.
 *
 * @param mean shape [d]
 * @param axes orthonormal, row k belongs to variance k, shape [d][d]
 * @param variances along the axes, positive, shape [d]
 */
record Shape(double[] mean, double[][] axes, double[] variances) {

    /** Particles that lie in a subspace have this variance, relative to the largest, across it. */
    private static final double LEAST = 1e-12;

    private static final double LEAST_OF_ALL = 1e-200;

    /**
     * Of particles.
     *
     * @param logWeights that add up to 1
     */
    static Shape of(double[][] positions, double[] logWeights) {
        int d = positions[0].length;
        double[] mean = new double[d];
        double[] weights = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            weights[i] = StrictMath.exp(logWeights[i]);
            for (int k = 0; k < d; k++) {
                mean[k] += weights[i] * positions[i][k];
            }
        }
        double[][] covariance = new double[d][d];
        for (int i = 0; i < positions.length; i++) {
            for (int k = 0; k < d; k++) {
                double product = weights[i] * (positions[i][k] - mean[k]);
                for (int l = 0; l <= k; l++) {
                    covariance[k][l] += product * (positions[i][l] - mean[l]);
                }
            }
        }
        for (int k = 0; k < d; k++) {
            for (int l = 0; l < k; l++) {
                covariance[l][k] = covariance[k][l];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        double[] variances = eigen.values();
        double largest = LEAST_OF_ALL;
        for (double variance : variances) {
            largest = Math.max(largest, variance);
        }
        for (int k = 0; k < d; k++) {
            variances[k] = Math.max(variances[k], LEAST * largest);
        }
        return new Shape(mean, eigen.vectors(), variances);
    }

    int dimension() {
        return mean.length;
    }

    /** Coordinates along the axes. */
    void toAxes(double[] x, double[] result) {
        for (int k = 0; k < x.length; k++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += axes[k][i] * x[i];
            }
            result[k] = sum;
        }
    }

    /** The vector of coordinates along the axes. */
    void fromAxes(double[] y, double[] result) {
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int k = 0; k < y.length; k++) {
                sum += axes[k][i] * y[k];
            }
            result[i] = sum;
        }
    }
}
