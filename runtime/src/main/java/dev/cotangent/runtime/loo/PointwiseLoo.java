package dev.cotangent.runtime.loo;

import dev.cotangent.runtime.diagnostic.EffectiveSampleSize;
import dev.cotangent.runtime.diagnostic.ParetoSmoothing;
import java.util.Arrays;

/**
 * How well an observation is predicted from the others.
 *
 * @param name column of its log likelihood
 * @param elpd expected log predictive density: log density of the observation under the posterior given the others
 * @param effectiveParameters how much better the posterior given all predicts it, its part of p_loo
 * @param shape Pareto k of the importance weights: infinite if it could not be estimated, -infinite if all weights are equal
 * @param effectiveSize effective number of the weighted draws
 * @param mcse Monte Carlo standard error of elpd
 * @param relativeEfficiency effective sample size of the likelihood's draws over their number
 */
public record PointwiseLoo(
        String name,
        double elpd,
        double effectiveParameters,
        double shape,
        double effectiveSize,
        double mcse,
        double relativeEfficiency) {

    /**
     * Computes the figures from draws.
     *
     * @param chains log likelihood of the observation in nats, shape [chains][draws], chains of equal length
     * @throws IllegalArgumentException if a value is not finite
     */
    static PointwiseLoo of(String name, double[][] chains) {
        double[] logLikelihood =
                Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
        double efficiency = relativeEfficiency(chains, logLikelihood);
        double[] ratios = Arrays.stream(logLikelihood).map(x -> -x).toArray();
        ParetoSmoothing smoothing = ParetoSmoothing.of(ratios, efficiency);
        double[] logWeights = smoothing.logWeights();
        double[] weighted = new double[ratios.length];
        for (int s = 0; s < weighted.length; s++) {
            weighted[s] = logLikelihood[s] + logWeights[s];
        }
        double elpd = logSum(weighted);
        double lpd = logSum(logLikelihood) - StrictMath.log(logLikelihood.length);
        double variance = 0;
        for (int s = 0; s < weighted.length; s++) {
            double weight = StrictMath.exp(logWeights[s]);
            double deviation = weight * StrictMath.expm1(logLikelihood[s] - elpd);
            variance += deviation * deviation;
        }
        return new PointwiseLoo(
                name,
                elpd,
                lpd - elpd,
                isConstant(logLikelihood) ? Double.NEGATIVE_INFINITY : smoothing.shape(),
                smoothing.effectiveSize() * efficiency,
                // Vehtari et al. (2024), equation 6, carried to the logarithm as if the density were log-normal
                Math.sqrt(StrictMath.log1p(variance) / efficiency),
                efficiency);
    }

    /** That of the likelihood itself, scaled so that it does not underflow; 1 where the draws do not define it. */
    private static double relativeEfficiency(double[][] chains, double[] all) {
        double largest = largest(all);
        double[][] likelihood = Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain)
                        .map(x -> StrictMath.exp(x - largest))
                        .toArray())
                .toArray(double[][]::new);
        double size = EffectiveSampleSize.mean(likelihood);
        return Double.isNaN(size) ? 1 : size / all.length;
    }

    private static boolean isConstant(double[] values) {
        double first = values[0];
        return Arrays.stream(values).allMatch(x -> x == first);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** {@code log sum exp(x)}. */
    private static double logSum(double[] values) {
        double largest = largest(values);
        double sum = 0;
        for (double value : values) {
            sum += StrictMath.exp(value - largest);
        }
        return largest + StrictMath.log(sum);
    }
}
