package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.kernel.Checkpointed;
import org.apache.commons.rng.UniformRandomProvider;

/** Estimates of a log density and its gradient from some of its rows. Mutable; belongs to one chain. */
public interface GradientEstimator extends Checkpointed {

    /** Number of coordinates n. */
    int dimension();

    /**
     * Chooses the rows of the estimates to come.
     *
     * @param q where the chain is, shape [n]; not modified
     */
    void renew(double[] q, UniformRandomProvider random);

    /**
     * Estimates by the rows that were chosen; both are unbiased, for independent choices.
     *
     * @param q position, shape [n]; not modified
     * @param gradient overwritten with the gradient, shape [n]
     * @return the log density; not finite where there is no mass or the model rejects
     */
    double estimate(double[] q, double[] gradient);

    /** True if there is no choice, so that two estimates at a position are the same. */
    boolean isExact();

    /** Terms of rows that were evaluated until now. */
    long rowTerms();
}
