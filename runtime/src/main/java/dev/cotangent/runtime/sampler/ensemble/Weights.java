package dev.cotangent.runtime.sampler.ensemble;

import org.apache.commons.rng.UniformRandomProvider;

/** Sums over weights that are given by their logarithms, in a fixed order; {@code -infinity} is no weight. */
final class Weights {

    private static final int BISECTIONS = 60;

    private Weights() {}

    /** {@code log sum exp(w)}; {@code -infinity} if there is no weight. */
    static double logSum(double[] logWeights) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double w : logWeights) {
            largest = Math.max(largest, w);
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double w : logWeights) {
            sum += StrictMath.exp(w - largest);
        }
        return largest + StrictMath.log(sum);
    }

    static double logMean(double[] logWeights) {
        return logSum(logWeights) - StrictMath.log(logWeights.length);
    }

    /** Makes weights add up to 1; the logarithm of what they added up to. */
    static double normalise(double[] logWeights) {
        double logSum = logSum(logWeights);
        for (int i = 0; i < logWeights.length; i++) {
            logWeights[i] -= logSum;
        }
        return logSum;
    }

    /** Kish's effective size, {@code (sum w)² / sum w²}; 0 if there is no weight. */
    static double effectiveSize(double[] logWeights) {
        double logSum = logSum(logWeights);
        if (logSum == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        double squares = 0;
        for (double w : logWeights) {
            squares += StrictMath.exp(2 * (w - logSum));
        }
        return 1 / squares;
    }

    /** Number of those that are not {@code -infinity}. */
    static int finite(double[] logWeights) {
        int count = 0;
        for (double w : logWeights) {
            count += w > Double.NEGATIVE_INFINITY ? 1 : 0;
        }
        return count;
    }

    /**
     * The largest exponent in {@code [from, 1]} for which weights {@code base + (exponent - without) * logLikelihood} have an
     * effective size of at least a wanted one; {@code from} if they have less there already.
     *
     * @param without exponent that the particles have been weighted with before
     */
    static double exponent(double[] base, double[] logLikelihood, double from, double without, double wanted) {
        double[] trial = new double[base.length];
        if (effectiveSize(base, logLikelihood, 1 - without, trial) >= wanted) {
            return 1;
        }
        double low = from;
        double high = 1;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = 0.5 * (low + high);
            if (effectiveSize(base, logLikelihood, middle - without, trial) >= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double effectiveSize(double[] base, double[] logLikelihood, double exponent, double[] trial) {
        tempered(base, logLikelihood, exponent, trial);
        return effectiveSize(trial);
    }

    /** {@code base + exponent * logLikelihood}, where no likelihood stays none. */
    static void tempered(double[] base, double[] logLikelihood, double exponent, double[] result) {
        for (int i = 0; i < base.length; i++) {
            result[i] = logLikelihood[i] == Double.NEGATIVE_INFINITY
                    ? Double.NEGATIVE_INFINITY
                    : base[i] + exponent * logLikelihood[i];
        }
    }

    /**
     * Systematic resampling: each particle is chosen within one of its expected number of times.
     *
     * @param logWeights that add up to 1
     * @param count number of choices
     * @return ascending indices, shape [count]
     */
    static int[] systematic(double[] logWeights, int count, UniformRandomProvider random) {
        int[] chosen = new int[count];
        double start = random.nextDouble();
        double sum = StrictMath.exp(logWeights[0]);
        int i = 0;
        int last = lastOfWeight(logWeights);
        for (int k = 0; k < count; k++) {
            double point = (start + k) / count;
            while (sum <= point && i < last) {
                sum += StrictMath.exp(logWeights[++i]);
            }
            chosen[k] = i;
        }
        return chosen;
    }

    /** Rounding may leave the sum short of 1; then the last particle that has weight is meant. */
    private static int lastOfWeight(double[] logWeights) {
        int last = logWeights.length - 1;
        while (last > 0 && logWeights[last] == Double.NEGATIVE_INFINITY) {
            last--;
        }
        return last;
    }
}
