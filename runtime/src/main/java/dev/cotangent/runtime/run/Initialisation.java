package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.pathfinder.PathfinderOptions;
import java.util.List;

/** Where chains start. */
public sealed interface Initialisation {

    /** The first of sixteen climbs from points uniform in (-2, 2) that none of the others outweighs by far. */
    static Initialisation climbed() {
        return new Climbed(2, 16);
    }

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
     * The end of a climb by L-BFGS towards a mode, from a uniform start. Of several, the first is taken, unless another has so
     * much more mass about it that the first has none worth speaking of.
     *
     * @param radius of the uniform starts, not negative
     * @param climbs number of climbs, positive
     */
    record Climbed(double radius, int climbs) implements Initialisation {
        public Climbed {
            requireRadius(radius);
            if (climbs < 1) {
                throw new IllegalArgumentException("climbs must be at least 1, but is " + climbs);
            }
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

    /**
     * Where chains of an earlier run ended, with the step size and the metric that they sampled with. The metric stays; in
     * warmup the step size alone adapts.
     *
     * @param perChain one end for all chains, or one per chain
     */
    record WarmStart(List<End> perChain) implements Initialisation {
        public WarmStart {
            perChain = List.copyOf(perChain);
            if (perChain.isEmpty()) {
                throw new IllegalArgumentException("perChain must not be empty");
            }
        }

        /**
         * Where a chain ended.
         *
         * @param position on the unconstrained scale, shape [n]; not modified
         * @param stepSize positive
         */
        public record End(double[] position, double stepSize, Metric metric) {}
    }

    /**
     * A draw from the best normal approximation on paths towards a mode. A chain whose paths lead to none starts where its
     * first path did.
     *
     * @param paths paths a chain, positive; each starts uniformly
     * @param options how they are followed
     * @param radius of the uniform starts of paths, positive
     */
    record Pathfinder(int paths, PathfinderOptions options, double radius) implements Initialisation {
        public Pathfinder {
            requireRadius(radius);
            if (paths < 1) {
                throw new IllegalArgumentException("paths must be at least 1, but is " + paths);
            }
        }

        /** One path a chain, its approximations judged by five draws each, as in Zhang et al. (2022). */
        public static Pathfinder defaults() {
            return new Pathfinder(
                    1, new PathfinderOptions(5, PathfinderOptions.defaults().climb()), 2);
        }
    }

    /** For how many chains there are starts; 0 if for any number. */
    default int chains() {
        if (this instanceof Values values) {
            return manyOrAny(values.perChain());
        }
        if (this instanceof Positions positions) {
            return manyOrAny(positions.perChain());
        }
        return this instanceof WarmStart warm ? manyOrAny(warm.perChain()) : 0;
    }

    private static int manyOrAny(List<?> perChain) {
        return perChain.size() == 1 ? 0 : perChain.size();
    }

    /** The element for a chain of a list of one for all, or one a chain. */
    static <T> T ofChain(List<T> perChain, int chain) {
        if (perChain.size() > 1 && chain >= perChain.size()) {
            throw new IllegalArgumentException(
                    "init is given for " + perChain.size() + " only, but there is number " + (chain + 1));
        }
        return perChain.get(perChain.size() == 1 ? 0 : chain);
    }

    private static void requireRadius(double radius) {
        if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("radius must be finite and not negative, but is " + radius);
        }
    }
}
