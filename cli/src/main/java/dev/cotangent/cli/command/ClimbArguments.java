package dev.cotangent.cli.command;

import dev.cotangent.runtime.optimize.LbfgsOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of L-BFGS. */
final class ClimbArguments {

    private static final Map<String, String> OPTIONS = Map.of(
            "history", "--history",
            "maxIterations", "--max-iterations",
            "initialStep", "--init-alpha",
            "objective", "--tol-obj",
            "relativeObjective", "--tol-rel-obj",
            "gradient", "--tol-grad",
            "relativeGradient", "--tol-rel-grad",
            "parameter", "--tol-param");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--history",
            paramLabel = "N",
            description = "Steps that the estimated curvature remembers. Default: ${DEFAULT-VALUE}.")
    private int history = 5;

    @Option(
            names = "--init-alpha",
            paramLabel = "A",
            description = "Multiple of the gradient that is tried first. Default: ${DEFAULT-VALUE}.")
    private double initialStep = 1e-3;

    @Option(
            names = "--tol-obj",
            paramLabel = "T",
            description = "Converged if the log density changes by less. Default: ${DEFAULT-VALUE}.")
    private double objective = 1e-12;

    @Option(
            names = "--tol-rel-obj",
            paramLabel = "T",
            description = "The same relative to the log density, in units of 2.2e-16. Default: ${DEFAULT-VALUE}.")
    private double relativeObjective = 1e4;

    @Option(
            names = "--tol-grad",
            paramLabel = "T",
            description = "Converged if the gradient's norm is less. Default: ${DEFAULT-VALUE}.")
    private double gradient = 1e-8;

    @Option(
            names = "--tol-rel-grad",
            paramLabel = "T",
            description = "Converged if the rise that is still to be expected, relative to the log density, is less, in"
                    + " units of 2.2e-16. Default: ${DEFAULT-VALUE}.")
    private double relativeGradient = 1e7;

    @Option(
            names = "--tol-param",
            paramLabel = "T",
            description = "Converged if a step is shorter. Default: ${DEFAULT-VALUE}.")
    private double parameter = 1e-8;

    /**
     * The options as given.
     *
     * @throws ParameterException if one is outside its domain
     */
    LbfgsOptions options(int maxIterations) {
        try {
            return new LbfgsOptions(
                    history,
                    maxIterations,
                    initialStep,
                    objective,
                    relativeObjective,
                    gradient,
                    relativeGradient,
                    parameter);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String property = message.substring(0, message.indexOf(' '));
            throw new ParameterException(
                    spec.commandLine(), OPTIONS.get(property) + message.substring(property.length()), e);
        }
    }

    /** The options by the names that {@code run.json} has for them. */
    static Map<String, Object> tree(LbfgsOptions options) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("history", options.history());
        tree.put("maxIterations", options.maxIterations());
        tree.put("initAlpha", options.initialStep());
        tree.put("tolObj", options.objective());
        tree.put("tolRelObj", options.relativeObjective());
        tree.put("tolGrad", options.gradient());
        tree.put("tolRelGrad", options.relativeGradient());
        tree.put("tolParam", options.parameter());
        return tree;
    }
}
