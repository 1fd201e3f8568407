package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.Optional;
import java.util.Set;

/**
 * A term of the log density.
 *
 * @param density the call, if the term is a density of the library or the user
 * @param reads variables that the term mentions, and those that decide whether it is added
 * @param conditional true within a branch or a loop
 * @param tilde true if written with {@code ~}
 * @param span the statement
 */
record Factor(Optional<TypedExpr.Call> density, Set<Variable> reads, boolean conditional, boolean tilde, Span span) {

    /** What the density is of. */
    Optional<TypedExpr> outcome() {
        return density.filter(call -> !call.arguments().isEmpty())
                .map(call -> call.arguments().get(0));
    }
}
