package dev.cotangent.compiler.typed;

import java.util.List;

/**
 * The Fisher information of a distribution, in all its arguments, the outcome included. It is symmetric; entries that
 * are not listed are zero. A parameter declared {@code data} must not depend on what is differentiated.
 *
 * @param distribution the name without a suffix
 * @param parameters the arguments of the density, in its order
 * @param entries expressions over the parameters
 * @param forms quadratic forms of the parameters' tangents, which the entries' form is added to: how the information of
 *     containers is stated
 */
public record Fisher(String distribution, List<Variable> parameters, List<Entry> entries, List<TypedExpr> forms) {

    /** One entry, a number, for scalar arguments. */
    public record Entry(Variable row, Variable column, TypedExpr value) {}

    public Fisher {
        parameters = List.copyOf(parameters);
        entries = List.copyOf(entries);
        forms = List.copyOf(forms);
    }
}
