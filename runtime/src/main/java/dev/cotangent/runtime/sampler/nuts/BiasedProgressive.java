package dev.cotangent.runtime.sampler.nuts;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Multinomial within a subtree: either half with the probability of its weight. Biased towards the doubling between the
 * trajectory and its doubling, which is taken with probability {@code min(1, new weight / old weight)}.
 *
 * @see <a href="https://arxiv.org/abs/1701.02434">Betancourt (2017), A Conceptual Introduction to HMC, A.3</a>
 */
public final class BiasedProgressive implements Selection {

    @Override
    public boolean takesLaterHalf(double earlierWeight, double laterWeight, UniformRandomProvider random) {
        return random.nextDouble() * (earlierWeight + laterWeight) < laterWeight;
    }

    @Override
    public boolean takesDoubling(double oldWeight, double newWeight, UniformRandomProvider random) {
        return newWeight > oldWeight || random.nextDouble() * oldWeight < newWeight;
    }
}
