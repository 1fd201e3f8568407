package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.DataSource;
import java.util.List;

/** Where chains start. */
public sealed interface Initialisation {

    /** Uniform in (-2, 2) on the unconstrained scale. */
    static Initialisation uniform() {
        return new Uniform(2);
    }

    /**
     * Every coordinate uniform in (-radius, radius) on the unconstrained scale, tried again until density and gradient
     * are finite.
     *
     * @param radius not negative; at 0 every coordinate is 0
     */
    record Uniform(double radius) implements Initialisation {
        public Uniform {
            requireRadius(radius);
        }
    }

    /**
     * Given values of parameters on the constrained scale; parameters without a value start uniformly.
     *
     * @param perChain one source for all chains, or one per chain
     * @param radius of the parameters without a value
     */
    record Values(List<DataSource> perChain, double radius) implements Initialisation {
        public Values {
            perChain = List.copyOf(perChain);
            requireRadius(radius);
            if (perChain.isEmpty()) {
                throw new IllegalArgumentException("perChain must not be empty");
            }
        }
    }

    /**
     * Given positions on the unconstrained scale.
     *
     * @param perChain one position for all chains, or one per chain, shape [n] each; not modified
     */
    record Positions(List<double[]> perChain) implements Initialisation {
        public Positions {
            perChain = perChain.stream().map(double[]::clone).toList();
            if (perChain.isEmpty()) {
                throw new IllegalArgumentException("perChain must not be empty");
            }
        }
    }

    private static void requireRadius(double radius) {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("radius must be finite and not negative, but is " + radius);
        }
    }
}
