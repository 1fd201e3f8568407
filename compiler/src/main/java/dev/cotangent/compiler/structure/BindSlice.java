package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.pass.Operands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The statements that make transformed data of rows from data of rows. */
final class BindSlice {

    private final Taint taint;
    private final Set<Buffer> buffers = new HashSet<>();
    private final Set<Local> locals = new HashSet<>();
    private final Set<Buffer> read = new HashSet<>();

    /**
     * Finds the statements.
     *
     * @param wanted buffers of transformed data or data
     */
    BindSlice(List<Stmt> bind, Taint taint, Set<Buffer> wanted) {
        this.taint = taint;
        buffers.addAll(wanted);
        Blocks.forEach(bind, statement -> {
            if (statement instanceof Stmt.ReadContainer s) {
                read.add(s.target());
            }
        });
        int before = -1;
        while (before != buffers.size() + locals.size()) {
            before = buffers.size() + locals.size();
            of(bind);
        }
    }

    /** Buffers that the statements make. */
    Set<Buffer> made() {
        Set<Buffer> made = new HashSet<>(buffers);
        made.removeAll(read);
        return made;
    }

    /** The statements, without checks. */
    List<Stmt> of(List<Stmt> body) {
        List<Stmt> kept = new ArrayList<>();
        for (Stmt statement : body) {
            if (statement instanceof Stmt.For s) {
                List<Stmt> inner = of(s.body());
                if (!inner.isEmpty()) {
                    need(s);
                    kept.add(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), inner, s.span()));
                }
            } else if (statement instanceof Stmt.While s) {
                List<Stmt> test = of(s.test());
                List<Stmt> inner = of(s.body());
                if (!inner.isEmpty()) {
                    need(s);
                    kept.add(new Stmt.While(test, s.condition(), inner, s.span()));
                }
            } else if (statement instanceof Stmt.If s) {
                List<Stmt> whenTrue = of(s.whenTrue());
                List<Stmt> whenFalse = of(s.whenFalse());
                if (!whenTrue.isEmpty() || !whenFalse.isEmpty()) {
                    need(s);
                    kept.add(new Stmt.If(s.condition(), whenTrue, whenFalse, s.span()));
                }
            } else if (isWanted(statement)) {
                need(statement);
                kept.add(statement);
            }
        }
        return kept;
    }

    private boolean isWanted(Stmt statement) {
        boolean writes = Blocks.written(statement)
                .filter(buffer -> buffers.contains(buffer) && !read.contains(buffer))
                .isPresent();
        boolean assigns = Blocks.assigned(statement).stream().anyMatch(locals::contains);
        if (assigns && Blocks.assigned(statement).get(0).storage() == Storage.DATA) {
            throw new Coupled(
                    statement.span(),
                    "`" + Blocks.assigned(statement).get(0) + "` of transformed data is computed from all rows");
        }
        return writes || assigns;
    }

    private void need(Stmt statement) {
        for (Expr expression : Blocks.evaluated(statement)) {
            Operands.forEach(expression, e -> {
                if (e instanceof Expr.Read r && (r.local().storage() != Storage.DATA || taint.isIn(r.local()))) {
                    locals.add(r.local());
                } else if (e instanceof Expr.Load l
                        && (l.buffer().storage() != Storage.DATA || taint.isIn(l.buffer()))) {
                    buffers.add(l.buffer());
                }
            });
        }
        for (Slice slice : Blocks.slices(statement)) {
            if (slice.buffer().storage() != Storage.DATA || taint.isIn(slice.buffer())) {
                buffers.add(slice.buffer());
            }
        }
    }
}
