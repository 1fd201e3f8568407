package dev.cotangent.runtime.diagnostic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Summary of one column of draws.
 *
 * @param name name of the column
 * @param mean posterior mean
 * @param mcseMean Monte Carlo standard error of the mean
 * @param standardDeviation posterior standard deviation
 * @param mcseStandardDeviation Monte Carlo standard error of the standard deviation
 * @param medianAbsoluteDeviation median absolute deviation, scaled to the standard deviation of normal draws
 * @param quantiles quantiles, in the order in which they were asked for
 * @param essMean effective sample size of the mean
 * @param essBulk effective sample size in the bulk
 * @param essTail effective sample size in the tails
 * @param rHat rank-normalised split R-hat
 */
public record VariableSummary(
        String name,
        double mean,
        double mcseMean,
        double standardDeviation,
        double mcseStandardDeviation,
        double medianAbsoluteDeviation,
        List<QuantileEstimate> quantiles,
        double essMean,
        double essBulk,
        double essTail,
        double rHat) {

    /** Probabilities of the quantiles that are reported unless others are asked for. */
    public static final List<Double> DEFAULT_PROBABILITIES = List.of(0.05, 0.5, 0.95);

    public VariableSummary {
        quantiles = List.copyOf(quantiles);
    }

    /** Summarises one quantity with the default quantiles. */
    public static VariableSummary of(String name, double[][] chains) {
        return of(name, chains, DEFAULT_PROBABILITIES);
    }

    /**
     * Summarises one quantity. Figures that the draws do not define are NaN: effective sample sizes, R-hat and the
     * standard errors of a constant, and everything if a draw is NaN.
     *
     * @param chains draws, shape [chains][draws]; longer chains are cut to the shortest
     * @param probabilities of the quantiles, in [0, 1]
     */
    public static VariableSummary of(String name, double[][] chains, List<Double> probabilities) {
        double[][] equal = Chains.equalised(chains);
        double[] sorted = Moments.sorted(Chains.pooled(equal));
        double[][] scores = NormalScores.of(Chains.split(equal));
        double standardDeviation = Moments.standardDeviation(sorted);
        double essMean = EffectiveSampleSize.mean(equal);
        Map<Double, Double> sizes = new HashMap<>();
        DoubleUnaryOperator size =
                probability -> sizes.computeIfAbsent(probability, p -> EffectiveSampleSize.quantile(equal, sorted, p));
        List<QuantileEstimate> quantiles = new ArrayList<>();
        for (double probability : probabilities) {
            quantiles.add(new QuantileEstimate(
                    probability,
                    Moments.quantile(sorted, probability),
                    MonteCarloError.ofQuantile(sorted, probability, size.applyAsDouble(probability))));
        }
        return new VariableSummary(
                name,
                Moments.mean(sorted),
                standardDeviation / Math.sqrt(essMean),
                standardDeviation,
                MonteCarloError.ofStandardDeviation(equal),
                Moments.medianAbsoluteDeviation(sorted),
                quantiles,
                essMean,
                EffectiveSampleSize.split(scores),
                Math.min(
                        size.applyAsDouble(EffectiveSampleSize.LOWER_TAIL),
                        size.applyAsDouble(EffectiveSampleSize.UPPER_TAIL)),
                RHat.of(scores, Chains.folded(equal, Moments.quantile(sorted, 0.5))));
    }
}
