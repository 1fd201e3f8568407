package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.random.NormalQuantile;
import java.util.Arrays;

/** Rank normalisation: pooled average ranks r of S draws become {@code Phi⁻¹((r - 3/8) / (S + 1/4))}. */
final class NormalScores {

    private NormalScores() {}

    /**
     * Normal scores in place of draws; NaN stays.
     *
     * @param chains shape [chains][draws]
     */
    static double[][] of(double[][] chains) {
        double[] pooled = Chains.pooled(chains);
        double[] scores = scores(pooled, AscendingOrder.of(pooled));
        double[][] result = new double[chains.length][];
        int begin = 0;
        for (int k = 0; k < chains.length; k++) {
            result[k] = Arrays.copyOfRange(scores, begin, begin + chains[k].length);
            begin += chains[k].length;
        }
        return result;
    }

    /** Equal values share their average rank. */
    private static double[] scores(double[] values, int[] order) {
        double[] scores = new double[values.length];
        int first = 0;
        while (first < order.length) {
            double value = values[order[first]];
            int end = first + 1;
            while (end < order.length && values[order[end]] == value) {
                end++;
            }
            double averageRank = (first + 1 + end) / 2.0;
            double score = NormalQuantile.of((averageRank - 0.375) / (values.length + 0.25));
            for (int k = first; k < end; k++) {
                scores[order[k]] = Double.isNaN(value) ? value : score;
            }
            first = end;
        }
        return scores;
    }
}
