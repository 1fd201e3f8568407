package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes what is written into locals and buffers and, before anything reads it, overwritten or lost at the end. */
final class Overwritten {

    /** What is read later. */
    private record Live(Set<Local> locals, Set<Buffer> buffers) {

        Live copy() {
            return new Live(new HashSet<>(locals), new HashSet<>(buffers));
        }

        void add(Live other) {
            locals.addAll(other.locals);
            buffers.addAll(other.buffers);
        }

        void add(Expr evaluated) {
            Operands.forEach(evaluated, e -> {
                if (e instanceof Expr.Read r) {
                    locals.add(r.local());
                } else if (e instanceof Expr.Load l) {
                    buffers.add(l.buffer());
                }
            });
        }

        void add(Effects effects) {
            locals.addAll(effects.reads());
            buffers.addAll(effects.loaded());
        }
    }

    private final boolean invokes;

    private Overwritten(boolean invokes) {
        this.invokes = invokes;
    }

    static Procedure remove(Procedure procedure) {
        Overwritten overwritten =
                new Overwritten(Effects.withoutReads(procedure.body()).invokes());
        Live live = new Live(new HashSet<>(procedure.results()), new HashSet<>());
        return procedure.withBody(overwritten.block(procedure.body(), live));
    }

    /**
     * What remains of a block.
     *
     * @param live what is read after the block; made what is read after its beginning
     */
    private List<Stmt> block(List<Stmt> block, Live live) {
        List<Stmt> kept = new ArrayList<>(block.size());
        for (int i = block.size() - 1; i >= 0; i--) {
            Stmt statement = block.get(i);
            if (statement instanceof Stmt.For s) {
                kept.add(loop(s, live));
            } else if (statement instanceof Stmt.While s) {
                kept.add(loop(s, live));
            } else if (statement instanceof Stmt.If s) {
                kept.add(branch(s, live));
            } else if (!isLost(statement, live)) {
                leaf(statement, live);
                kept.add(statement);
            }
        }
        Collections.reverse(kept);
        return kept;
    }

    private boolean isLost(Stmt statement, Live live) {
        if (statement instanceof Stmt.Assign s) {
            return s.target().storage() == Storage.WORK && !live.locals().contains(s.target());
        } else if (statement instanceof Stmt.Store s) {
            return isLost(s.buffer(), live);
        } else if (statement instanceof Stmt.Increment s) {
            return isLost(s.buffer(), live);
        }
        return statement instanceof Stmt.Allocate s && isLost(s.buffer(), live);
    }

    /** A called procedure may read any buffer. */
    private boolean isLost(Buffer buffer, Live live) {
        return !invokes && buffer.storage() == Storage.WORK && !live.buffers().contains(buffer);
    }

    private static void leaf(Stmt statement, Live live) {
        if (statement instanceof Stmt.Assign s) {
            live.locals().remove(s.target());
            live.add(s.value());
            return;
        }
        Effects effects = Effects.of(statement);
        live.locals().removeAll(effects.assigned());
        if (statement instanceof Stmt.Allocate s) {
            live.buffers().remove(s.buffer());
        } else {
            // What is written must have been allocated.
            live.buffers().addAll(effects.written());
        }
        live.add(effects);
    }

    /** Takes everything that the loop reads for live at the end of its body: one walk, and never too little. */
    private Stmt loop(Stmt.For s, Live live) {
        Live inner = live.copy();
        inner.add(Effects.of(s));
        List<Stmt> body = block(s.body(), inner);
        live.add(inner);
        live.locals().remove(s.index());
        live.add(Effects.of(s.from(), s.to()));
        return new Stmt.For(s.index(), s.from(), s.to(), s.direction(), body, s.span());
    }

    private Stmt loop(Stmt.While s, Live live) {
        live.add(Effects.of(s));
        List<Stmt> body = block(s.body(), live.copy());
        List<Stmt> test = block(s.test(), live);
        return new Stmt.While(test, s.condition(), body, s.span());
    }

    private Stmt branch(Stmt.If s, Live live) {
        Live other = live.copy();
        List<Stmt> whenTrue = block(s.whenTrue(), live);
        List<Stmt> whenFalse = block(s.whenFalse(), other);
        live.add(other);
        live.add(Effects.of(s.condition()));
        return new Stmt.If(s.condition(), whenTrue, whenFalse, s.span());
    }
}
