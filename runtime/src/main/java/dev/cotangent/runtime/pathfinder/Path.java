package dev.cotangent.runtime.pathfinder;

import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.optimize.Lbfgs;
import dev.cotangent.runtime.optimize.Termination;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One path to a mode, and the best normal approximation on it: the one with the greatest evidence lower bound (ELBO), the
 * mean difference of the two log densities over draws from the approximation.
 *
 * @param best the approximation; empty if none on the path was positive definite with a finite bound
 * @param elbo its bound, in nats; -infinity if there is none
 * @param bestIteration step behind which it was taken; 0 if there is none
 * @param end why the path ended
 * @param iterations steps taken
 * @param gradients gradients evaluated
 * @param evaluations log densities evaluated without gradient
 * @see <a href="https://jmlr.org/papers/v23/21-0889.html">Zhang, Carpenter, Gelman &amp; Vehtari (2022), Pathfinder:
 *     Parallel quasi-Newton variational inference, algorithm 1</a>
 */
public record Path(
        Optional<NormalApproximation> best,
        double elbo,
        int bestIteration,
        Termination end,
        int iterations,
        long gradients,
        long evaluations) {

    /**
     * Follows a path.
     *
     * @param start where it starts, with a finite log density and gradient; not modified
     * @param random draws for the bounds
     */
    public static Path from(
            LogDensity density, double[] start, PathfinderOptions options, UniformRandomProvider random) {
        return new Walk(density, options, random).walk(start);
    }

    /** A path in the making. */
    private static final class Walk {
        private final LogDensity density;
        private final PathfinderOptions options;
        private final UniformRandomProvider random;
        private final Lbfgs climb;
        private final CurvatureEstimate curvature;
        private final double[] drawn;
        private Optional<NormalApproximation> best = Optional.empty();
        private double elbo = Double.NEGATIVE_INFINITY;
        private int bestIteration;
        private long evaluations;

        Walk(LogDensity density, PathfinderOptions options, UniformRandomProvider random) {
            int n = density.dimension();
            this.density = density;
            this.options = options;
            this.random = random;
            climb = new Lbfgs(density, options.climb());
            curvature = new CurvatureEstimate(n, options.climb().history());
            drawn = new double[n];
        }

        Path walk(double[] start) {
            climb.start(start);
            curvature.begin(climb);
            Optional<Termination> end = Optional.empty();
            while (end.isEmpty()) {
                int before = climb.iterations();
                end = climb.step();
                if (climb.iterations() > before) {
                    curvature.follow(climb).ifPresent(this::judge);
                }
            }
            return new Path(best, elbo, bestIteration, end.get(), climb.iterations(), climb.evaluations(), evaluations);
        }

        private void judge(NormalApproximation approximation) {
            double sum = 0;
            for (int k = 0; k < options.elboDraws() && sum > Double.NEGATIVE_INFINITY; k++) {
                double approximate = approximation.draw(random, drawn);
                double exact = density.value(drawn);
                evaluations++;
                sum += Double.isNaN(exact) ? Double.NEGATIVE_INFINITY : exact - approximate;
            }
            double bound = sum / options.elboDraws();
            if (bound > elbo && bound < Double.POSITIVE_INFINITY) {
                elbo = bound;
                best = Optional.of(approximation);
                bestIteration = climb.iterations();
            }
        }
    }
}
