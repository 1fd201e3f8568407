package dev.cotangent.runtime.sampler.nuts;

import org.apache.commons.rng.UniformRandomProvider;

/** How one state of a trajectory is selected while it grows, by the weights {@code exp(-H)} of its parts. */
public interface Selection {

    /**
     * Decides between the samples of two halves of a subtree.
     *
     * @return true for that of the later half
     */
    boolean takesLaterHalf(double earlierWeight, double laterWeight, UniformRandomProvider random);

    /**
     * Decides between the sample of the trajectory so far and that of its doubling.
     *
     * @return true for that of the doubling
     */
    boolean takesDoubling(double oldWeight, double newWeight, UniformRandomProvider random);
}
