package dev.cotangent.bench.posterior;

import dev.cotangent.runtime.diagnostic.EffectiveSampleSize;
import dev.cotangent.runtime.run.Draws;
import java.util.Arrays;
import java.util.Map;

/**
 * How far the moments of a run are from those of reference draws, in combined standard errors.
 *
 * <p>Our standard errors take the effective sample size of the draws (mean) and of their squared deviations (standard
 * deviation, from the fourth moment by the delta method). Reference draws are taken for independent, as posteriordb
 * thins them until they nearly are; the kurtosis that their standard deviation's error needs is that of our draws.
 *
 * @param worstMean largest z of a mean, by size
 * @param worstDeviation largest z of a standard deviation, by size
 * @param column where the larger of the two is
 */
record Comparison(double worstMean, double worstDeviation, String column) {

    /**
     * Compares all columns that the reference has.
     *
     * @throws IllegalArgumentException if the run lacks one
     */
    static Comparison of(Draws draws, ReferenceSummary reference) {
        Comparison worst = new Comparison(0, 0, "");
        for (Map.Entry<String, ReferenceSummary.Moments> entry :
                reference.moments().entrySet()) {
            String column = entry.getKey();
            if (!draws.has(column)) {
                throw new IllegalArgumentException("the model has no column " + column);
            }
            worst = worst.or(column, z(draws.values(column), entry.getValue(), reference.draws()));
        }
        return worst;
    }

    /** z of mean and standard deviation. */
    private record Scores(double mean, double deviation) {}

    private Comparison or(String name, Scores z) {
        boolean isWorse = !(Math.max(z.mean, z.deviation) <= Math.max(worstMean, worstDeviation));
        return new Comparison(larger(worstMean, z.mean), larger(worstDeviation, z.deviation), isWorse ? name : column);
    }

    /** NaN counts as larger than anything. */
    private static double larger(double a, double b) {
        return Math.max(a, b);
    }

    private static Scores z(double[][] chains, ReferenceSummary.Moments reference, int referenceDraws) {
        double[] pooled = Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(pooled).average().orElseThrow();
        double second = Arrays.stream(pooled).map(x -> Math.pow(x - mean, 2)).sum() / (pooled.length - 1);
        double fourth = Arrays.stream(pooled).map(x -> Math.pow(x - mean, 4)).sum() / pooled.length;
        double kurtosis = fourth / (second * second);
        double[][] squares = Arrays.stream(chains)
                .map(c -> Arrays.stream(c).map(x -> (x - mean) * (x - mean)).toArray())
                .toArray(double[][]::new);
        double s = reference.standardDeviation();
        double meanError =
                Math.hypot(Math.sqrt(second / EffectiveSampleSize.mean(chains)), s / Math.sqrt(referenceDraws));
        double deviationError = Math.hypot(
                Math.sqrt(second * (kurtosis - 1) / 4 / EffectiveSampleSize.mean(squares)),
                s * Math.sqrt((kurtosis - 1) / 4 / referenceDraws));
        return new Scores(
                Math.abs(mean - reference.mean()) / meanError, Math.abs(Math.sqrt(second) - s) / deviationError);
    }
}
