package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the real locals that statements only add to, {@code x = x + e} or {@code x = x - e}: the order of such statements
 * changes a sum by rounding only.
 */
final class Accumulators {

    private final Map<Local, Integer> additions = new HashMap<>();

    private Accumulators() {}

    static Set<Local> of(List<Stmt> statements, Effects effects) {
        Accumulators found = new Accumulators();
        found.visit(statements);
        Set<Local> accumulators = new HashSet<>();
        found.additions.forEach((local, count) -> {
            if (effects.assignments(local) == count && effects.reads(local) == count) {
                accumulators.add(local);
            }
        });
        return accumulators;
    }

    private void visit(List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Assign s && isAddition(s)) {
                additions.merge(s.target(), 1, Integer::sum);
            } else if (statement instanceof Stmt.For s) {
                visit(s.body());
            } else if (statement instanceof Stmt.While s) {
                visit(s.test());
                visit(s.body());
            } else if (statement instanceof Stmt.If s) {
                visit(s.whenTrue());
                visit(s.whenFalse());
            }
        }
    }

    private static boolean isAddition(Stmt.Assign s) {
        return s.target().type() == ScalarType.REAL
                && s.value() instanceof Expr.Operation o
                && (o.operator() == Operator.ADD || o.operator() == Operator.SUBTRACT)
                && o.operands().get(0) instanceof Expr.Read r
                && r.local() == s.target();
    }
}
