package dev.cotangent.runtime.pathfinder;

import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.optimize.CurvatureHistory;
import dev.cotangent.runtime.optimize.Lbfgs;
import dev.cotangent.runtime.optimize.Termination;
import java.util.Arrays;
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
        private final CurvatureHistory history;
        private final double[] diagonal;
        private final double[] formerPosition;
        private final double[] formerGradient;
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
            // Of its own: the climb forgets its steps when it loses its way, and they are all as true as before.
            history = new CurvatureHistory(n, options.climb().history());
            diagonal = new double[n];
            formerPosition = new double[n];
            formerGradient = new double[n];
            drawn = new double[n];
        }

        Path walk(double[] start) {
            Arrays.fill(diagonal, 1);
            climb.start(start);
            remember();
            Optional<Termination> end = Optional.empty();
            while (end.isEmpty()) {
                int before = climb.iterations();
                end = climb.step();
                if (climb.iterations() > before) {
                    look();
                }
            }
            return new Path(best, elbo, bestIteration, end.get(), climb.iterations(), climb.evaluations(), evaluations);
        }

        private void remember() {
            System.arraycopy(climb.position(), 0, formerPosition, 0, drawn.length);
            System.arraycopy(climb.gradient(), 0, formerGradient, 0, drawn.length);
        }

        private void look() {
            if (history.add(formerPosition, climb.position(), formerGradient, climb.gradient())) {
                updateDiagonal(history.step(history.size() - 1), history.change(history.size() - 1));
            }
            remember();
            NormalApproximation.at(climb.position(), climb.gradient(), diagonal, history)
                    .ifPresent(this::judge);
        }

        /** Gilbert &amp; Lemaréchal (1989), equation 4.9: the diagonal of the updated inverse curvature. */
        private void updateDiagonal(double[] s, double[] y) {
            double yAy = 0;
            double sBs = 0;
            double sy = 0;
            for (int i = 0; i < s.length; i++) {
                yAy += y[i] * diagonal[i] * y[i];
                sBs += s[i] * s[i] / diagonal[i];
                sy += s[i] * y[i];
            }
            for (int i = 0; i < s.length; i++) {
                double a = diagonal[i];
                double ratio = s[i] / a;
                diagonal[i] = sy / (yAy / a + y[i] * y[i] - yAy / sBs * ratio * ratio);
            }
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
