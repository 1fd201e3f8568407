package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.random.NormalQuantile;

/** Rank normalisation: pooled average ranks r of S draws become {@code Phi⁻¹((r - 3/8) / (S + 1/4))}. */
final class NormalScores {

    private NormalScores() {}

    /**
     * Normal scores in place of draws; NaN stays.
     *
     * @param chains shape [chains][draws]
     */
    static double[][] of(double[][] chains) {
        return of(chains, Moments.sorted(Chains.pooled(chains)));
    }

    /** Scores of chains whose draws are known in ascending order. */
    static double[][] of(double[][] chains, double[] sorted) {
        double[] scores = scores(sorted);
        return Chains.map(chains, x -> Double.isNaN(x) ? x : scores[firstIndex(sorted, x)]);
    }

    /** Scores of sorted values; those of equal values, which share their average rank, are at the first of them. */
    private static double[] scores(double[] sorted) {
        double[] scores = new double[sorted.length];
        int first = 0;
        while (first < sorted.length) {
            int end = first + 1;
            while (end < sorted.length && sorted[end] == sorted[first]) {
                end++;
            }
            double averageRank = (first + 1 + end) / 2.0;
            scores[first] = NormalQuantile.of((averageRank - 0.375) / (sorted.length + 0.25));
            first = end;
        }
        return scores;
    }

    private static int firstIndex(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
