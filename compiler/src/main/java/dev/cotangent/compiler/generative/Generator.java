package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import java.util.List;
import java.util.Optional;

/**
 * A statement that gives a parameter, or some of its elements, a distribution.
 *
 * @param statement as written
 * @param parameter whose distribution it is
 * @param indices of the elements; empty for all of them
 * @param flattened true if the outcome is the parameter taken as one sequence, the first index fastest
 * @param density the function that the checker found
 * @param distribution its name without the suffix
 * @param arguments behind the outcome
 * @param truncation behind the statement
 * @param loops around it, the outermost first
 */
record Generator(
        Statement statement,
        Parameter parameter,
        List<Expression.Index> indices,
        boolean flattened,
        Function density,
        String distribution,
        List<Expression> arguments,
        Optional<Statement.Truncation> truncation,
        List<Statement.For> loops) {

    Span span() {
        return statement.span();
    }

    boolean isWhole() {
        return indices.isEmpty() && loops.isEmpty();
    }

    /** True of a distribution of single numbers. */
    boolean isScalar() {
        return density.parameters().get(0).type().isScalar();
    }

    String transport() {
        return distribution + "_transport";
    }
}
