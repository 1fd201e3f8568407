package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Real variables that are only ever set and added to, as one that collects the logarithms of priors. */
final class RunningSums {

    /**
     * What was added.
     *
     * @param context variables that decide whether it is
     * @param conditional true within a branch or a loop
     */
    record Summand(TypedExpr value, Span span, Set<Variable> context, boolean conditional) {}

    private final Map<Variable, List<Summand>> summands = new IdentityHashMap<>();
    private final Set<Variable> others = new HashSet<>();

    void assign(TypedStmt.Assign s, Set<Variable> context, boolean conditional) {
        boolean adds = s.operator().map(TypedExpr.BinaryOperator.ADD::equals).orElse(true);
        if (adds && s.indices().isEmpty()) {
            assign(s.variable(), s.value(), s.span(), context, conditional);
        } else {
            others.add(s.variable());
        }
    }

    void assign(Variable variable, TypedExpr value, Span span, Set<Variable> context, boolean conditional) {
        if (!variable.type().equals(Type.REAL) || Facts.reads(value).contains(variable)) {
            others.add(variable);
        } else {
            summands.computeIfAbsent(variable, v -> new ArrayList<>())
                    .add(new Summand(value, span, context, conditional));
        }
    }

    /** The summands of a variable so far; none if it is no sum, or until it is closed again. */
    List<Summand> open(Variable variable) {
        List<Summand> found = others.contains(variable) ? null : summands.remove(variable);
        return found == null ? List.of() : found;
    }

    void close(Variable variable, List<Summand> found) {
        summands.put(variable, found);
    }
}
