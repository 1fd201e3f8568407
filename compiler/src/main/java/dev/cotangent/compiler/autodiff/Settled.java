package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Locals that have one value each time their block runs: assigned by one statement, and read only behind it in its
 * block. Indices of loops and data are settled too; arguments are not, as they are gone when a recursive procedure is
 * reversed. A derivative may refer to a settled local by name; of any other it needs a copy.
 */
final class Settled {

    private final Map<Local, Integer> assignments = new HashMap<>();
    private final Set<Local> visible = new HashSet<>();
    private final Set<Local> unsettled = new HashSet<>();

    private Settled() {}

    static Settled of(Procedure procedure, List<Stmt> body) {
        Settled settled = new Settled();
        Access.walk(body, statement -> Access.assigned(statement).forEach(settled::assign));
        settled.visit(body, procedure.results());
        return settled;
    }

    boolean contains(Local local) {
        boolean once = assignments.getOrDefault(local, 0) <= 1;
        return once && !unsettled.contains(local);
    }

    /** True if an expression has the same value wherever the settled locals that it reads can be read. */
    boolean isStable(Expr expression) {
        boolean[] stable = {true};
        Access.walk(expression, e -> {
            stable[0] &= !(e instanceof Expr.Load || e instanceof Expr.Provided || e instanceof Expr.Call);
            stable[0] &= !(e instanceof Expr.Read read) || contains(read.local());
        });
        return stable[0];
    }

    private void assign(Local local) {
        assignments.merge(local, 1, Integer::sum);
    }

    private void visit(List<Stmt> block, List<Local> readAtEnd) {
        List<Local> defined = new ArrayList<>();
        for (Stmt statement : block) {
            Access.read(statement).forEach(this::read);
            if (statement instanceof Stmt.For loop) {
                boolean fresh = visible.add(loop.index());
                visit(loop.body(), List.of());
                if (fresh) {
                    visible.remove(loop.index());
                }
            } else {
                Access.blocks(statement).forEach(inner -> visit(inner, List.of()));
            }
            if (statement instanceof Stmt.While loop) {
                visit(loop.test(), Access.read(new Stmt.Push(loop.condition(), loop.span())));
            }
            Access.assigned(statement).stream().filter(visible::add).forEach(defined::add);
        }
        readAtEnd.forEach(this::read);
        defined.forEach(visible::remove);
    }

    private void read(Local local) {
        if (!visible.contains(local) && local.storage() != Storage.DATA) {
            unsettled.add(local);
        }
    }
}
