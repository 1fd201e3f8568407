package dev.cotangent.runtime.optimize;

import dev.cotangent.runtime.model.LogDensity;
import java.util.Optional;

/**
 * Climbs to a mode of a log density by limited-memory BFGS (Liu &amp; Nocedal 1989), with strong Wolfe steps and CmdStan's
 * criteria of convergence. Deterministic; one object belongs to one thread.
 *
 * <p>When no step along the estimated direction is good, the estimate is dropped and the gradient itself is followed; only
 * if that fails too the climb ends.
 *
 * @see <a href="https://doi.org/10.1007/BF01589116">Liu &amp; Nocedal (1989), On the limited memory BFGS method for large
 *     scale optimization</a>
 */
public final class Lbfgs {

    private static final double MACHINE_EPSILON = 0x1p-52;
    /** No log density of data has so high a mode: a trillion observations of density e each. */
    private static final double UNBOUNDED = 1e12;

    private final LogDensity density;
    private final LbfgsOptions options;
    private final CurvatureHistory history;
    private final WolfeSearch search;
    private final double[] position;
    private final double[] gradient;
    private final double[] direction;
    private double value;
    private int iterations;
    private long startEvaluations;

    /**
     * A climb that has not begun.
     *
     * @param density its evaluator becomes this climb's alone
     */
    public Lbfgs(LogDensity density, LbfgsOptions options) {
        int n = density.dimension();
        this.density = density;
        this.options = options;
        history = new CurvatureHistory(n, options.history());
        search = new WolfeSearch(density);
        position = new double[n];
        gradient = new double[n];
        direction = new double[n];
    }

    /**
     * Goes to the start.
     *
     * @param start shape [n]; not modified
     * @throws IllegalArgumentException if log density or gradient are not finite there
     */
    public void start(double[] start) {
        System.arraycopy(start, 0, position, 0, position.length);
        value = density.gradient(position, gradient);
        startEvaluations++;
        iterations = 0;
        history.clear();
        if (!Double.isFinite(value) || !Vectors.isFinite(gradient)) {
            throw new IllegalArgumentException("the log density and its gradient must be finite at the start, but are "
                    + value + " and " + (Vectors.isFinite(gradient) ? "finite" : "not"));
        }
        history.direction(gradient, direction);
    }

    /** Steps until there is a reason to stop. */
    public Termination run() {
        Optional<Termination> end = Optional.empty();
        while (end.isEmpty()) {
            end = step();
        }
        return end.get();
    }

    /**
     * Takes one step.
     *
     * @return why this was the last; empty if there is reason to go on
     */
    public Optional<Termination> step() {
        double norm = Vectors.norm(gradient);
        if (norm <= options.gradient()) {
            return Optional.of(Termination.GRADIENT);
        }
        WolfeSearch.Outcome outcome = searched(norm);
        if (outcome != WolfeSearch.Outcome.FOUND) {
            return Optional.of(
                    outcome == WolfeSearch.Outcome.UNBOUNDED ? Termination.UNBOUNDED : Termination.LINE_SEARCH);
        }
        iterations++;
        history.add(position, search.position(), gradient, search.gradient());
        double rise = search.value() - value;
        double length = distance(position, search.position());
        value = search.value();
        System.arraycopy(search.position(), 0, position, 0, position.length);
        System.arraycopy(search.gradient(), 0, gradient, 0, gradient.length);
        history.direction(gradient, direction);
        return termination(rise, length);
    }

    private WolfeSearch.Outcome searched(double norm) {
        if (history.size() > 0) {
            WolfeSearch.Outcome outcome = search.search(position, value, gradient, direction, 1);
            if (outcome == WolfeSearch.Outcome.FOUND) {
                return outcome;
            }
            history.clear();
        }
        // A first step of a large gradient would leave every region of interest: none is longer than 1.
        double first = Math.min(options.initialStep(), 1 / norm);
        return search.search(position, value, gradient, gradient, first);
    }

    private Optional<Termination> termination(double rise, double length) {
        double size = Math.max(Math.abs(value), 1);
        double former = Math.max(Math.abs(value - rise), size);
        if (value > UNBOUNDED) {
            return Optional.of(Termination.UNBOUNDED);
        } else if (Math.abs(rise) < options.objective()) {
            return Optional.of(Termination.OBJECTIVE);
        } else if (Vectors.norm(gradient) < options.gradient()) {
            return Optional.of(Termination.GRADIENT);
        } else if (length < options.parameter()) {
            return Optional.of(Termination.PARAMETERS);
        } else if (iterations >= options.maxIterations()) {
            return Optional.of(Termination.MAX_ITERATIONS);
        } else if (Math.abs(rise) / former < options.relativeObjective() * MACHINE_EPSILON) {
            return Optional.of(Termination.RELATIVE_OBJECTIVE);
        } else if (Vectors.dot(gradient, direction) / size < options.relativeGradient() * MACHINE_EPSILON) {
            return Optional.of(Termination.RELATIVE_GRADIENT);
        }
        return Optional.empty();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    /** Where the climb is; overwritten by the next step. */
    public double[] position() {
        return position;
    }

    /** The gradient of the log density there; overwritten by the next step. */
    public double[] gradient() {
        return gradient;
    }

    /** The log density there. */
    public double logDensity() {
        return value;
    }

    /** The latest steps, for estimates of the curvature; changed by the next step. */
    public CurvatureHistory history() {
        return history;
    }

    /** Steps taken. */
    public int iterations() {
        return iterations;
    }

    /** Gradients evaluated. */
    public long evaluations() {
        return startEvaluations + search.evaluations();
    }
}
