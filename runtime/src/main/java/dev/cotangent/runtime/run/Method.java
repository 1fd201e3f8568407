package dev.cotangent.runtime.run;

/** Which sampler runs, with the options that only it has. */
public sealed interface Method {

    /** The multinomial no-U-turn sampler. */
    static Method nuts() {
        return new Nuts(10);
    }

    /** Hamiltonian Monte Carlo with a fixed integration time of 2 pi. */
    static Method hmc() {
        return new StaticHmc(2 * Math.PI);
    }

    /**
     * The multinomial no-U-turn sampler.
     *
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     */
    record Nuts(int maxDepth) implements Method {
        public Nuts {
            if (maxDepth < 1 || maxDepth > 24) {
                throw new IllegalArgumentException("maxDepth must be in 1..24, but is " + maxDepth);
            }
        }
    }

    /**
     * Hamiltonian Monte Carlo with a fixed integration time.
     *
     * @param integrationTime product of step size and number of steps, positive
     */
    record StaticHmc(double integrationTime) implements Method {
        public StaticHmc {
            if (!(integrationTime > 0 && integrationTime < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "integrationTime must be positive and finite, but is " + integrationTime);
            }
        }
    }
}
