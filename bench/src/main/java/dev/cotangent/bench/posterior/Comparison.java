package dev.cotangent.bench.posterior;

import dev.cotangent.runtime.run.Draws;
import java.util.Map;

/**
 * How far the moments of a run are from those of reference draws, in combined standard errors.
 *
 * <p>The standard error of a mean is {@code sd / sqrt(ESS)}, that of a standard deviation {@code sd sqrt((k - 1) / (4 ESS'))} by
 * the delta method, with the kurtosis k and the effective sample size ESS' of the squared deviations. Each side has its own
 * effective sample sizes; standard deviation and kurtosis are the reference's, as both sides are to be of one distribution
 * and its draws are more: a chain that misses a heavy tail must not call its own error small.
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
    static Comparison of(Draws draws, Map<String, ReferenceMoments> reference) {
        Comparison worst = new Comparison(0, 0, "");
        for (Map.Entry<String, ReferenceMoments> entry : reference.entrySet()) {
            if (!draws.has(entry.getKey())) {
                throw new IllegalArgumentException("the model has no column " + entry.getKey());
            }
            ReferenceMoments ours = ReferenceMoments.of(draws.values(entry.getKey()));
            worst = worst.or(entry.getKey(), z(ours, entry.getValue()));
        }
        return worst;
    }

    /** z of mean and standard deviation; NaN counts as larger than anything. */
    private record Scores(double mean, double deviation) {}

    private Comparison or(String name, Scores z) {
        boolean isWorse = !(Math.max(z.mean, z.deviation) <= Math.max(worstMean, worstDeviation));
        return new Comparison(
                Math.max(worstMean, z.mean), Math.max(worstDeviation, z.deviation), isWorse ? name : column);
    }

    private static Scores z(ReferenceMoments ours, ReferenceMoments reference) {
        double deviation = reference.standardDeviation();
        double meanError = deviation * Math.sqrt(1 / ours.ess() + 1 / reference.ess());
        double deviationError = deviation
                * Math.sqrt((reference.kurtosis() - 1) / 4 * (1 / ours.essOfSquares() + 1 / reference.essOfSquares()));
        return new Scores(
                Math.abs(ours.mean() - reference.mean()) / meanError,
                Math.abs(ours.standardDeviation() - deviation) / deviationError);
    }
}
