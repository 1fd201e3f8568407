package dev.cotangent.runtime.loo;

import java.util.Arrays;

/**
 * Weights of a mixture that maximise {@code sum_i log sum_k w_k exp(lpd_ik)} on the simplex. The function is concave; each step
 * of expectation maximisation raises it, and its gradient bounds what is left to gain.
 */
final class Stacking {

    /** Score that may be left to gain, in nats an observation. */
    private static final double TOLERANCE = 1e-10;

    private static final int MAX_STEPS = 200_000;

    private Stacking() {}

    /**
     * The weights.
     *
     * @param pointwise log predictive densities, shape [models][observations]
     * @return shape [models]
     */
    static double[] weights(double[][] pointwise) {
        double[][] densities = relative(pointwise);
        double[] weights = new double[pointwise.length];
        Arrays.fill(weights, 1.0 / pointwise.length);
        for (int step = 0; step < MAX_STEPS; step++) {
            double[] slopes = slopes(densities, weights);
            if (Arrays.stream(slopes).max().orElse(1) - 1 < TOLERANCE) {
                break;
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] *= slopes[k];
            }
        }
        return weights;
    }

    /** Densities over the best model's, observation by observation, so that none underflows. */
    private static double[][] relative(double[][] pointwise) {
        double[][] densities = new double[pointwise.length][pointwise[0].length];
        for (int i = 0; i < pointwise[0].length; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (double[] points : pointwise) {
                largest = Math.max(largest, points[i]);
            }
            for (int k = 0; k < pointwise.length; k++) {
                densities[k][i] = StrictMath.exp(pointwise[k][i] - largest);
            }
        }
        return densities;
    }

    /** Derivatives of the mean score in each weight; their mean under the weights is 1. */
    private static double[] slopes(double[][] densities, double[] weights) {
        int n = densities[0].length;
        double[] slopes = new double[weights.length];
        for (int i = 0; i < n; i++) {
            double mixture = 0;
            for (int k = 0; k < weights.length; k++) {
                mixture += weights[k] * densities[k][i];
            }
            for (int k = 0; k < weights.length; k++) {
                slopes[k] += densities[k][i] / mixture / n;
            }
        }
        return slopes;
    }
}
