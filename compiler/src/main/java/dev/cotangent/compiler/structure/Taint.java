package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.pass.Operands;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What depends on the values of rows, in whatever way, and so cannot be there before the rows are. */
final class Taint {

    private final Predicate<Buffer> isOfRows;
    private final Map<Local, Span> locals = new LinkedHashMap<>();
    private final Map<Buffer, Span> buffers = new LinkedHashMap<>();

    /**
     * Starts with nothing.
     *
     * @param isOfRows true of buffers that have elements for every row
     */
    Taint(Predicate<Buffer> isOfRows) {
        this.isOfRows = isOfRows;
    }

    /** Adds what statements make of what depends on rows. */
    void follow(List<Stmt> body) {
        int before = -1;
        while (before != locals.size() + buffers.size()) {
            before = locals.size() + buffers.size();
            follow(body, false);
        }
    }

    /** Adds what statements make of what depends on rows here or there. */
    void followAlso(Taint other, List<Stmt> body) {
        locals.putAll(other.locals);
        buffers.putAll(other.buffers);
        follow(body);
    }

    private void follow(List<Stmt> body, boolean around) {
        for (Stmt statement : body) {
            boolean tainted = around || isIn(statement);
            if (statement instanceof Stmt.For s) {
                follow(s.body(), tainted);
            } else if (statement instanceof Stmt.While s) {
                follow(s.test(), tainted);
                follow(s.body(), tainted || isIn(s.condition()));
            } else if (statement instanceof Stmt.If s) {
                follow(s.whenTrue(), tainted);
                follow(s.whenFalse(), tainted);
            } else if (tainted) {
                Blocks.assigned(statement).forEach(local -> locals.putIfAbsent(local, statement.span()));
                Blocks.written(statement).ifPresent(buffer -> buffers.putIfAbsent(buffer, statement.span()));
            }
        }
    }

    /** True if what a statement itself evaluates depends on rows. */
    boolean isIn(Stmt statement) {
        return Blocks.evaluated(statement).stream().anyMatch(this::isIn)
                || Blocks.slices(statement).stream().anyMatch(slice -> isIn(slice.buffer()));
    }

    boolean isIn(Expr expression) {
        boolean[] found = {false};
        Operands.forEach(
                expression,
                e -> found[0] |=
                        e instanceof Expr.Read r && isIn(r.local()) || e instanceof Expr.Load l && isIn(l.buffer()));
        return found[0];
    }

    boolean isIn(Local local) {
        return locals.containsKey(local);
    }

    boolean isIn(Buffer buffer) {
        return isOfRows.test(buffer) || buffers.containsKey(buffer);
    }

    /** The statement that makes a local depend on rows. */
    Optional<Span> origin(Local local) {
        return Optional.ofNullable(locals.get(local));
    }

    /** The statement that makes a buffer depend on rows. */
    Optional<Span> origin(Buffer buffer) {
        return Optional.ofNullable(buffers.get(buffer));
    }

    /** The statements without all that depends on rows. */
    List<Stmt> without(List<Stmt> body) {
        List<Stmt> kept = new ArrayList<>();
        for (Stmt statement : body) {
            boolean goes = isIn(statement)
                    || Blocks.written(statement).filter(this::isIn).isPresent()
                    || Blocks.assigned(statement).stream().anyMatch(this::isIn);
            if (goes) {
                continue;
            } else if (statement instanceof Stmt.For s) {
                List<Stmt> inner = without(s.body());
                if (!inner.isEmpty()) {
                    kept.add(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), inner, s.span()));
                }
            } else if (statement instanceof Stmt.While s) {
                if (!isIn(s.condition())) {
                    kept.add(new Stmt.While(without(s.test()), s.condition(), without(s.body()), s.span()));
                }
            } else if (statement instanceof Stmt.If s) {
                kept.add(new Stmt.If(s.condition(), without(s.whenTrue()), without(s.whenFalse()), s.span()));
            } else {
                kept.add(statement);
            }
        }
        return kept;
    }
}
