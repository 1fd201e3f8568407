package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.model.Additive;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Scores of draws, for a Stein discrepancy: gradients of the log density over all rows where they are few, and otherwise independent
 * unbiased estimates from batches of 10,000 rows with control variates.
 */
public final class Scores {

    /** Rows that an estimate is made of. */
    public static final int LARGEST = 10_000;

    private Scores() {}

    /** True if scores are those of all rows. */
    public static boolean areExact(Additive target) {
        return target.rows() <= LARGEST;
    }

    /**
     * The scores.
     *
     * @param draws shape [m][n]; not modified
     * @param anchor near them; used if the scores are estimates
     * @return shape [m][n]
     */
    public static double[][] of(Additive target, double[][] draws, Anchor anchor, UniformRandomProvider random) {
        GradientEstimator estimator = areExact(target)
                ? new FullGradient(target)
                : new ControlVariateGradient(
                        target, Batches.of(target.rows(), LARGEST, BatchOrder.REPLACEMENT), anchor, 0);
        double[][] scores = new double[draws.length][target.dimension()];
        for (int k = 0; k < draws.length; k++) {
            estimator.renew(draws[k], random);
            estimator.estimate(draws[k], scores[k]);
        }
        return scores;
    }
}
