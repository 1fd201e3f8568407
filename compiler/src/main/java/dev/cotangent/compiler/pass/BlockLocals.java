package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the locals that are assigned at one place and read only behind it in the same block, or deeper. */
final class BlockLocals {

    private final ScopedMap<Local, Boolean> assigned = new ScopedMap<>();
    private final Set<Local> escaping = new HashSet<>();

    private BlockLocals() {}

    static Set<Local> of(Procedure procedure) {
        BlockLocals search = new BlockLocals();
        search.block(procedure.body());
        Effects all = Effects.withoutReads(procedure.body());
        Set<Local> found = new HashSet<>();
        for (Local local : all.assigned()) {
            if (all.assignments(local) == 1 && local.storage() == Storage.WORK && !search.escaping.contains(local)) {
                found.add(local);
            }
        }
        procedure.results().forEach(found::remove);
        return found;
    }

    private void block(List<Stmt> block) {
        for (Stmt statement : block) {
            if (statement instanceof Stmt.For s) {
                read(s.from(), s.to());
                inner(s.body(), Set.of(s.index()));
            } else if (statement instanceof Stmt.While s) {
                assigned.open();
                block(s.test());
                read(s.condition());
                block(s.body());
                assigned.close();
            } else if (statement instanceof Stmt.If s) {
                read(s.condition());
                inner(s.whenTrue(), Set.of());
                inner(s.whenFalse(), Set.of());
            } else if (statement instanceof Stmt.Assign s) {
                read(s.value());
                assigned.put(s.target(), true);
            } else {
                Effects effects = Effects.of(statement);
                read(effects);
                effects.assigned().forEach(local -> assigned.put(local, true));
            }
        }
    }

    private void inner(List<Stmt> block, Set<Local> indices) {
        assigned.open();
        indices.forEach(index -> assigned.put(index, true));
        block(block);
        assigned.close();
    }

    private void read(Expr... expressions) {
        for (Expr expression : expressions) {
            Operands.forEach(expression, e -> {
                if (e instanceof Expr.Read r) {
                    read(r.local());
                }
            });
        }
    }

    private void read(Effects effects) {
        effects.reads().forEach(this::read);
    }

    private void read(Local local) {
        if (assigned.get(local).isEmpty()) {
            escaping.add(local);
        }
    }
}
