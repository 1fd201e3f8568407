package dev.cotangent.compiler.library;

import java.util.List;

/** The integers on which a discrete distribution has all but 1e-12 of its mass. */
final class Outcomes {

    private static final int MOST = 20_000;

    private Outcomes() {}

    /** The first and the last. */
    static int[] range(String distribution, List<String> parameters) {
        return switch (distribution) {
            case "bernoulli", "bernoulli_logit" -> new int[] {0, 1};
            case "binomial", "binomial_logit", "beta_binomial", "hypergeometric" ->
                new int[] {0, Integer.parseInt(parameters.get(0))};
            case "discrete_range" ->
                new int[] {Integer.parseInt(parameters.get(0)), Integer.parseInt(parameters.get(1))};
            case "yule_simon" -> new int[] {1, MOST};
            case "categorical", "categorical_logit" -> new int[] {1, elements(parameters.get(0))};
            case "ordered_logistic", "ordered_probit" -> new int[] {1, elements(parameters.get(1)) + 1};
            default -> new int[] {0, MOST};
        };
    }

    private static int elements(String literal) {
        return literal.split(",").length;
    }
}
