package dev.cotangent.bench.calibration;

import dev.cotangent.stdlib.scalar.IncompleteGamma;

/** Counts ranks, which are uniform on 0..{@value #DRAWS} if a model is calibrated. */
final class RankTally {

    /** Draws that a rank is among. */
    static final int DRAWS = 99;

    /** Bins of five ranks each. */
    private static final int BINS = 20;

    private final int[] bins = new int[BINS];
    private int total;
    private double sum;

    void add(int rank) {
        bins[rank * BINS / (DRAWS + 1)]++;
        total++;
        sum += rank;
    }

    int total() {
        return total;
    }

    /** Probability of a chi-square statistic of the bins as large as this one. */
    double chiSquareProbability() {
        double expected = (double) total / BINS;
        double statistic = 0;
        for (int count : bins) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        return IncompleteGamma.gamma_q((BINS - 1) / 2.0, statistic / 2);
    }

    /** Distance of the mean rank from the middle, in standard errors; negative if draws are too large. */
    double meanScore() {
        int ranks = DRAWS + 1;
        double variance = (ranks * (double) ranks - 1) / 12;
        return (sum / total - DRAWS / 2.0) / Math.sqrt(variance / total);
    }
}
