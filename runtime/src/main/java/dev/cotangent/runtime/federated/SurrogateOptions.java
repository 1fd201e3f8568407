package dev.cotangent.runtime.federated;

import java.util.Locale;

/**
 * How a shard's likelihood is approximated by a normal surrogate.
 *
 * @param fit from what
 * @param shape of the precision
 * @param draws of the local sampler, for {@link Fit#MOMENTS}; at least 100
 * @param seed of all random numbers
 */
public record SurrogateOptions(Fit fit, Shape shape, int draws, long seed) {

    /** What the surrogate is fitted to. */
    public enum Fit {
        /** Value and curvature of the score at the local mode. */
        LAPLACE,
        /** Mean and covariance of draws of the local posterior, of which the prior is divided out. */
        MOMENTS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Shape of the precision matrix. */
    public enum Shape {
        FULL,
        DIAGONAL;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public SurrogateOptions {
        if (draws < 100) {
            throw new IllegalArgumentException("surrogateDraws must be at least 100, but is " + draws);
        }
    }
}
