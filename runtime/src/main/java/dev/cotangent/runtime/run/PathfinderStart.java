package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.pathfinder.NormalApproximation;
import dev.cotangent.runtime.pathfinder.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;

/** Finds where a chain starts by Pathfinder: a draw from the approximation with the greatest evidence bound. */
final class PathfinderStart {

    /** Draws to look at until one has a finite log density and gradient. */
    private static final int MAX_DRAWS = 20;

    private final Initialisation.Pathfinder initialisation;
    private final LogDensity density;
    private final UniformRandomProvider random;

    PathfinderStart(Initialisation.Pathfinder initialisation, LogDensity density, UniformRandomProvider random) {
        this.initialisation = initialisation;
        this.density = density;
        this.random = random;
    }

    /**
     * The start, shape [n].
     *
     * @param starts gives the start of a path
     */
    double[] find(Supplier<double[]> starts) {
        List<Path> paths = new ArrayList<>();
        double[] first = {};
        for (int k = 0; k < initialisation.paths(); k++) {
            double[] start = starts.get().clone();
            first = k == 0 ? start : first;
            paths.add(Path.from(density, start, initialisation.options(), random));
        }
        double[] fallback = first;
        return paths.stream()
                .max(Comparator.comparingDouble(Path::elbo))
                .flatMap(Path::best)
                .flatMap(this::drawn)
                .orElse(fallback);
    }

    private Optional<double[]> drawn(NormalApproximation approximation) {
        double[] q = new double[density.dimension()];
        double[] gradient = new double[q.length];
        for (int k = 0; k < MAX_DRAWS; k++) {
            approximation.draw(random, q);
            if (isFinite(density.gradient(q, gradient), gradient)) {
                return Optional.of(q);
            }
        }
        return Optional.empty();
    }

    private static boolean isFinite(double value, double[] gradient) {
        for (double slope : gradient) {
            if (!Double.isFinite(slope)) {
                return false;
            }
        }
        return Double.isFinite(value);
    }
}
