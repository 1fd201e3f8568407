package dev.cotangent.runtime.optimize;

/**
 * When and how L-BFGS steps; defaults as CmdStan's. Convergence is one of the tolerances met, f being the log density and g
 * its gradient.
 *
 * @param history steps that the estimate of the curvature remembers, positive
 * @param maxIterations positive
 * @param initialStep multiple of the gradient that is tried first, positive
 * @param objective of the change of f
 * @param relativeObjective of the change of f over max(|f|, 1), in units of the machine's precision
 * @param gradient of the norm of g
 * @param relativeGradient of {@code g'Hg / max(|f|, 1)}, H being the estimated inverse curvature, in those units
 * @param parameter of the norm of a step
 */
public record LbfgsOptions(
        int history,
        int maxIterations,
        double initialStep,
        double objective,
        double relativeObjective,
        double gradient,
        double relativeGradient,
        double parameter) {

    public LbfgsOptions {
        atLeastOne(history, "history");
        atLeastOne(maxIterations, "maxIterations");
        if (!(initialStep > 0 && initialStep < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("initialStep must be positive and finite, but is " + initialStep);
        }
        tolerance(objective, "objective");
        tolerance(relativeObjective, "relativeObjective");
        tolerance(gradient, "gradient");
        tolerance(relativeGradient, "relativeGradient");
        tolerance(parameter, "parameter");
    }

    private static void atLeastOne(int found, String name) {
        if (found < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + found);
        }
    }

    private static void tolerance(double found, String name) {
        if (!(found >= 0 && found < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and not negative, but is " + found);
        }
    }

    public static LbfgsOptions defaults() {
        return new LbfgsOptions(5, 2000, 1e-3, 1e-12, 1e4, 1e-8, 1e7, 1e-8);
    }

    /** The same with another limit of iterations. */
    public LbfgsOptions withMaxIterations(int limit) {
        return new LbfgsOptions(
                history, limit, initialStep, objective, relativeObjective, gradient, relativeGradient, parameter);
    }

    /** The same with another length of the history. */
    public LbfgsOptions withHistory(int steps) {
        return new LbfgsOptions(
                steps, maxIterations, initialStep, objective, relativeObjective, gradient, relativeGradient, parameter);
    }
}
