package dev.cotangent.runtime.sampler.ensemble;

/** In which sense the draws of a population are draws from the posterior. */
public enum Exactness {
    /** Importance weights with respect to the posterior itself; exact as the number of particles grows. */
    WEIGHTED("importance weights"),
    /** Resampled by such weights, then moved by transitions that leave the posterior invariant. */
    MOVED("importance weights, and Metropolis moves"),
    /** Markov chains whose transitions leave the posterior invariant. */
    MARKOV("Metropolis moves"),
    /** Neither: the law of the draws is near the posterior, and nothing corrects for the difference. */
    APPROXIMATE("none: approximate");

    private final String text;

    Exactness(String text) {
        this.text = text;
    }

    /** What corrects the draws, in a few words. */
    public String text() {
        return text;
    }
}
