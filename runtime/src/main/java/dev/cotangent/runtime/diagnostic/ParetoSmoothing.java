package dev.cotangent.runtime.diagnostic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pareto smoothed importance sampling (PSIS): weights whose largest are replaced by expected order statistics of a generalised
 * Pareto distribution fitted to them, and the shape of that distribution, which tells how far the weights can be trusted.
 *
 * <p>Equal to {@code loo::psis} in R.
 *
 * @param logWeights logarithms of weights that add up to 1, in the order of the ratios, shape [S]; the record's own, not to
 *     be written to
 * @param shape estimate of the tail's shape k; infinite where there are too few draws, or equal ones, to tell
 * @see <a href="https://jmlr.org/papers/v25/19-556.html">Vehtari, Simpson, Gelman, Yao &amp; Gabry (2024), Pareto smoothed
 *     importance sampling</a>
 */
public record ParetoSmoothing(double[] logWeights, double shape) {

    private static final int LEAST_TAIL = 5;
    /** Tails that vary by less than this have no shape. */
    private static final double LEAST_SPREAD = 0x1p-52 / 100;

    /**
     * Smooths the weights of draws.
     *
     * @param logRatios log density of the target minus that of the proposal, up to a constant, shape [S]; may be -infinity;
     *     not modified
     * @param relativeEfficiency effective size of the draws over their number: 1 if they are independent
     * @throws IllegalArgumentException if a ratio is not a number or +infinity, or none is finite
     */
    public static ParetoSmoothing of(double[] logRatios, double relativeEfficiency) {
        int size = logRatios.length;
        double largest = Arrays.stream(logRatios).max().orElse(Double.NEGATIVE_INFINITY);
        if (!Double.isFinite(largest)) {
            throw new IllegalArgumentException("logRatios must have a finite maximum, but it is " + largest);
        }
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = logRatios[i] - largest;
        }
        double tail = Math.min(0.2 * size, 3 * Math.sqrt(size / relativeEfficiency));
        double shape = smoothTail(weights, (int) Math.ceil(tail));
        double sum = 0;
        for (int i = 0; i < size; i++) {
            weights[i] = Math.min(weights[i], 0);
            sum += StrictMath.exp(weights[i]);
        }
        double logSum = StrictMath.log(sum);
        for (int i = 0; i < size; i++) {
            weights[i] -= logSum;
        }
        return new ParetoSmoothing(weights, shape);
    }

    /** Replaces the largest weights; the shape of their tail. */
    private static double smoothTail(double[] weights, int length) {
        if (length < LEAST_TAIL || length >= weights.length) {
            return Double.POSITIVE_INFINITY;
        }
        int[] order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> weights[i]))
                .mapToInt(i -> i)
                .toArray();
        int first = weights.length - length;
        double lowest = weights[order[first]];
        if (!(weights[order[weights.length - 1]] - lowest >= LEAST_SPREAD)) {
            return Double.POSITIVE_INFINITY;
        }
        double cutoff = StrictMath.exp(weights[order[first - 1]]);
        double[] excess = new double[length];
        for (int k = 0; k < length; k++) {
            excess[k] = StrictMath.exp(weights[order[first + k]]) - cutoff;
        }
        ParetoTail fit = ParetoTail.fit(excess);
        if (Double.isFinite(fit.shape())) {
            for (int k = 0; k < length; k++) {
                weights[order[first + k]] = StrictMath.log(cutoff + fit.quantile((k + 0.5) / length));
            }
        }
        return Double.isNaN(fit.shape()) ? Double.POSITIVE_INFINITY : fit.shape();
    }

    /**
     * The largest shape at which estimates from so many draws can be trusted: {@code min(1 - 1 / log10 S, 0.7)}, equation 13
     * of the paper.
     */
    public static double largestShape(int draws) {
        return Math.min(1 - 1 / StrictMath.log10(draws), 0.7);
    }

    /** How many draws of equal weight these are worth: {@code 1 / sum w²}. */
    public double effectiveSize() {
        double squares = 0;
        for (double logWeight : logWeights) {
            squares += StrictMath.exp(2 * logWeight);
        }
        return 1 / squares;
    }
}
