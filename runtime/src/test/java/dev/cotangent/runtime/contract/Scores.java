package dev.cotangent.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;

/** Averages over independent chains, compared with exact expectations by z-scores. */
final class Scores {

    /** Largest magnitude of a z-score that passes; exceeded with probability 6e-5 under the null. */
    static final double LIMIT = 4;

    private final double[] expectations;
    private final double[] sums;
    private final double[] squares;
    private int chains;

    Scores(double[] expectations) {
        this.expectations = expectations.clone();
        sums = new double[expectations.length];
        squares = new double[expectations.length];
    }

    /** Adds the averages over one chain, shape as the expectations. */
    void add(double[] averages) {
        chains++;
        for (int k = 0; k < sums.length; k++) {
            double deviation = averages[k] - expectations[k];
            sums[k] += deviation;
            squares[k] += deviation * deviation;
        }
    }

    double[] z() {
        double[] scores = new double[sums.length];
        for (int k = 0; k < scores.length; k++) {
            double mean = sums[k] / chains;
            scores[k] = mean / Math.sqrt((squares[k] / chains - mean * mean) / (chains - 1));
        }
        return scores;
    }

    void assertWithinLimit() {
        for (double z : z()) {
            assertThat(z).isBetween(-LIMIT, LIMIT);
        }
    }
}
