package dev.cotangent.runtime.sampler.ensemble;

/** No particle is left with any weight. */
public final class PopulationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PopulationException(String message) {
        super(message);
    }

    /** No draw from the prior has a likelihood that is not zero. */
    static PopulationException ofPrior(int particles) {
        return new PopulationException("the likelihood is zero at all " + particles
                + " draws from the prior: look for a rejection or a mistake in the data, or use more particles");
    }
}
