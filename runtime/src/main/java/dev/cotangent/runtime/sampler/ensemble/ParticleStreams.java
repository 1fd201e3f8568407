package dev.cotangent.runtime.sampler.ensemble;

import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.LongJumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The independent streams of one population: one that all share, for what is done to the population as a whole, and one a
 * particle. They are none of those that the chain of the same number has in {@link
 * dev.cotangent.runtime.random.ChainStreams}.
 *
 * @param shared for resampling
 * @param particles one a particle
 */
public record ParticleStreams(UniformRandomProvider shared, UniformRandomProvider[] particles) {

    /** Streams that a chain takes for itself. */
    private static final int OF_CHAIN = 3;

    /**
     * The streams of a population.
     *
     * @param seed the run's seed
     * @param population its number, from 0
     * @param particles number of particles
     */
    public static ParticleStreams of(long seed, int population, int particles) {
        LongJumpableUniformRandomProvider source =
                (LongJumpableUniformRandomProvider) RandomSource.L64_X128_MIX.create(seed);
        JumpableUniformRandomProvider stream = source.longJump();
        for (int k = 0; k < population; k++) {
            stream = source.longJump();
        }
        for (int k = 0; k < OF_CHAIN; k++) {
            stream.jump();
        }
        UniformRandomProvider shared = stream.jump();
        UniformRandomProvider[] each = new UniformRandomProvider[particles];
        for (int k = 0; k < particles; k++) {
            each[k] = stream.jump();
        }
        return new ParticleStreams(shared, each);
    }
}
