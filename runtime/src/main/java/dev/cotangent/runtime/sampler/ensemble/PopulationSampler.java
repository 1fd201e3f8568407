package dev.cotangent.runtime.sampler.ensemble;

/** A sampler that moves a population of particles from the prior to the posterior. Immutable; a run's state is its own. */
public interface PopulationSampler {

    /** Is told how far a population has come. */
    @FunctionalInterface
    interface Progress {
        /**
         * Some way is done.
         *
         * @param fraction in [0, 1]; never less than before
         */
        void at(double fraction);
    }

    /** Number of particles, and so of streams that {@link #run} needs. */
    int particles();

    /** True if it takes gradients of the likelihood. */
    boolean needsGradient();

    /**
     * Runs one population.
     *
     * @param workers evaluate the likelihood
     * @param streams as many as there are {@link #particles()}
     * @throws dev.cotangent.runtime.model.ModelFailure if the model fails
     * @throws PopulationException if no particle has any weight
     */
    Population run(Workers workers, ParticleStreams streams, Progress progress);
}
