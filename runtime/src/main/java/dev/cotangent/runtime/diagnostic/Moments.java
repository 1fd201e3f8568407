package dev.cotangent.runtime.diagnostic;

import java.util.Arrays;

/** Sample moments and quantiles. */
final class Moments {

    /** {@code 1 / Phi⁻¹(3/4)}, with the digits of R's {@code mad}. */
    private static final double NORMAL_CONSISTENCY = 1.4826;

    private Moments() {}

    /** Arithmetic mean; NaN of nothing. */
    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        if (!Double.isFinite(mean)) {
            return mean;
        }
        // a second pass removes most of the rounding of the first
        double rest = 0;
        for (double value : values) {
            rest += value - mean;
        }
        return mean + rest / values.length;
    }

    /** Sample variance with divisor n - 1; NaN of fewer than two. */
    static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? Double.NaN : sum / (values.length - 1);
    }

    static double standardDeviation(double[] values) {
        return Math.sqrt(variance(values));
    }

    static double median(double[] values) {
        return quantile(sorted(values), 0.5);
    }

    /** Median absolute deviation from the median, scaled to the standard deviation of normal draws. */
    static double medianAbsoluteDeviation(double[] sorted) {
        double median = quantile(sorted, 0.5);
        double[] distances =
                Arrays.stream(sorted).map(x -> Math.abs(x - median)).toArray();
        return NORMAL_CONSISTENCY * median(distances);
    }

    static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Quantile by linear interpolation of the order statistics, type 7 of R.
     *
     * @param sorted values in ascending order; if the last is NaN, so is the quantile
     * @param probability in [0, 1]
     */
    static double quantile(double[] sorted, double probability) {
        int n = sorted.length;
        if (n == 0 || Double.isNaN(sorted[n - 1])) {
            return Double.NaN;
        }
        double index = (n - 1) * probability;
        int low = (int) Math.floor(index);
        int high = (int) Math.ceil(index);
        double weight = index - low;
        return sorted[low] == sorted[high] ? sorted[low] : (1 - weight) * sorted[low] + weight * sorted[high];
    }
}
