package dev.cotangent.compiler.typed;

import java.util.List;

/**
 * The Fisher information of a distribution, in all its arguments, the outcome included. It is symmetric; entries that
 * are not listed are zero.
 *
 * @param distribution the name without a suffix
 * @param parameters the arguments of the density, in its order
 * @param entries expressions over the parameters
 */
public record Fisher(String distribution, List<Variable> parameters, List<Entry> entries) {

    /** One entry, a number for scalar arguments, a vector or matrix block for containers. */
    public record Entry(Variable row, Variable column, TypedExpr value) {}

    public Fisher {
        parameters = List.copyOf(parameters);
        entries = List.copyOf(entries);
    }
}
