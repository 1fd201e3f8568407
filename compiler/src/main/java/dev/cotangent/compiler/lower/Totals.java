package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Locals in which functions add up what they return: {@code real total = 0; ... total += term; ... return total;}. What is
 * added to such a local is a term of the result, wherever it stands.
 */
final class Totals {

    private final Set<Variable> totals = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Takes note of the totals of a function. */
    void note(Function function) {
        if (function.body() instanceof Function.Code code) {
            TypedTree.all(List.of(code.block()), TypedStmt.Return.class).stream()
                    .flatMap(r -> r.value().stream())
                    .filter(TypedExpr.Read.class::isInstance)
                    .map(r -> ((TypedExpr.Read) r).variable())
                    .filter(v -> v.scope() == Variable.Scope.LOCAL && v.type() == Type.REAL)
                    .filter(v -> isTotal(v, code.block()))
                    .forEach(totals::add);
        }
    }

    boolean contains(Variable variable) {
        return totals.contains(variable);
    }

    /** True if a block does nothing with a variable but add to it and return it. */
    private static boolean isTotal(Variable variable, TypedStmt.Block block) {
        List<TypedStmt.Assign> assignments = TypedTree.all(List.of(block), TypedStmt.Assign.class).stream()
                .filter(s -> s.variable() == variable)
                .toList();
        boolean unpacked = TypedTree.all(List.of(block), TypedStmt.Destination.Part.class).stream()
                .anyMatch(part -> part.variable() == variable);
        long reads = TypedTree.all(List.of(block), TypedExpr.Read.class).stream()
                .filter(r -> r.variable() == variable)
                .count();
        long returned = TypedTree.all(List.of(block), TypedStmt.Return.class).stream()
                .filter(r -> r.value().filter(v -> isRead(v, variable)).isPresent())
                .count();
        long own = assignments.stream().filter(s -> s.operator().isEmpty()).count();
        return !unpacked && reads == returned + own && assignments.stream().allMatch(s -> added(s).isPresent());
    }

    private static boolean isRead(TypedExpr e, Variable variable) {
        return e instanceof TypedExpr.Read read && read.variable() == variable;
    }

    /** What an assignment adds to its variable, if that is all that it does. */
    static Optional<TypedExpr> added(TypedStmt.Assign s) {
        if (s.operator().isPresent()) {
            return s.operator().get() == TypedExpr.BinaryOperator.ADD ? Optional.of(s.value()) : Optional.empty();
        }
        return s.value() instanceof TypedExpr.Binary b
                        && b.operator() == TypedExpr.BinaryOperator.ADD
                        && isRead(b.left(), s.variable())
                ? Optional.of(b.right())
                : Optional.empty();
    }
}
