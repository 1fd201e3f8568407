package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt.Destination;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What may stand on the left of an unpacking assignment: its destinations must not overlap, whatever their indices, and
 * no index may read a variable that is assigned, so that the order of the assignments can't be seen.
 */
final class Unpacking {

    private final Span span;
    private final Set<Variable> written = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final List<TypedExpr> indices = new ArrayList<>();

    /**
     * A check of one assignment.
     *
     * @param span the whole left side
     */
    Unpacking(Span span) {
        this.span = span;
    }

    void check(Destination.Nested destinations) {
        collect(destinations);
        for (TypedExpr index : indices) {
            requireNotAssigned(index);
        }
    }

    private void collect(Destination destination) {
        if (destination instanceof Destination.Nested nested) {
            nested.destinations().forEach(this::collect);
            return;
        }
        Destination.Part part = (Destination.Part) destination;
        part.variable().leaves().filter(leaf -> !written.add(leaf)).findFirst().ifPresent(leaf -> {
            throw new CompileException(
                    Diagnostic.error(Code.READ_ONLY, span, "`" + part.variable() + "` is assigned twice at once")
                            .withHint("parts of one variable are assigned in statements of their own"));
        });
        assigned.add(root(part.variable().name()));
        part.indices().forEach(index -> Qualifiers.expressions(index).forEach(indices::add));
    }

    private void requireNotAssigned(TypedExpr index) {
        if (!(index instanceof TypedExpr.Read read)) {
            Qualifiers.children(index).forEach(this::requireNotAssigned);
        } else if (assigned.contains(root(read.variable().name()))) {
            throw new CompileException(Diagnostic.error(
                            Code.READ_ONLY,
                            span,
                            "`" + read.variable() + "` is both assigned and read on the left side")
                    .withHint("copy the index to another variable first"));
        }
    }

    /** The name of the variable that a component belongs to: names are unique where they can be seen. */
    private static String root(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
