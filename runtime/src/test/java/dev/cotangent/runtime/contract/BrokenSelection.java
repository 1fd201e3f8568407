package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.sampler.nuts.BiasedProgressive;
import dev.cotangent.runtime.sampler.nuts.Selection;
import org.apache.commons.rng.UniformRandomProvider;

/** Selection along a trajectory with one bug. */
record BrokenSelection(Bug bug) implements Selection {

    enum Bug {
        NONE,
        IS_BIASED_WITHIN_SUBTREES,
        IGNORES_WEIGHTS_WITHIN_SUBTREES,
        TAKES_EVERY_DOUBLING,
        TAKES_DOUBLINGS_BY_THE_INVERSE_RATIO
    }

    private static final Selection SOUND = new BiasedProgressive();

    @Override
    public boolean takesLaterHalf(double earlierWeight, double laterWeight, UniformRandomProvider random) {
        return switch (bug) {
            case IS_BIASED_WITHIN_SUBTREES -> SOUND.takesDoubling(earlierWeight, laterWeight, random);
            case IGNORES_WEIGHTS_WITHIN_SUBTREES -> random.nextBoolean();
            default -> SOUND.takesLaterHalf(earlierWeight, laterWeight, random);
        };
    }

    @Override
    public boolean takesDoubling(double oldWeight, double newWeight, UniformRandomProvider random) {
        return switch (bug) {
            case TAKES_EVERY_DOUBLING -> true;
            case TAKES_DOUBLINGS_BY_THE_INVERSE_RATIO -> SOUND.takesDoubling(newWeight, oldWeight, random);
            default -> SOUND.takesDoubling(oldWeight, newWeight, random);
        };
    }
}
