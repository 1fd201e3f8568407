package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Variables that a statement assigns after their declaration. A size or a loop's bound must not refer to such a variable:
 * it keeps the value that the variable had.
 */
final class Reassigned {

    private final Set<Variable> variables = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Function> functions = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Local> locals = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Takes note of the assignments of a block. */
    void note(List<TypedStmt> statements) {
        for (TypedStmt statement : statements) {
            if (statement instanceof TypedStmt.Assign s) {
                s.variable().leaves().forEach(variables::add);
            } else if (statement instanceof TypedStmt.Unpack s) {
                AssignmentStatements.leaves(s.destinations()).forEach(variables::add);
            }
            note(Exits.children(statement, true));
        }
    }

    /** Takes note of the assignments of a function's body, once. */
    void note(Function function) {
        if (function.body() instanceof Function.Code code && functions.add(function)) {
            note(code.block().statements());
        }
    }

    /** Takes note of the local that a variable becomes. */
    void declare(Variable variable, Local local) {
        if (variables.contains(variable)) {
            locals.add(local);
        }
    }

    /** True if the value of an expression may later be another. */
    boolean mayChange(Expr value) {
        return value instanceof Expr.Read r && locals.contains(r.local());
    }
}
