package dev.cotangent.compiler.ir;

import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Collects statements in order, and makes the locals and buffers that they need. */
public final class Emitter {

    private final Names names;
    private List<Stmt> statements = new ArrayList<>();
    private Span span;
    private int depth;

    /**
     * Creates an emitter.
     *
     * @param span what new statements are marked with, until {@link #at}
     */
    public Emitter(Names names, Span span) {
        this.names = names;
        this.span = span;
    }

    public Names names() {
        return names;
    }

    public Span span() {
        return span;
    }

    /** Marks what follows as coming from a place in the model. */
    public void at(Span span) {
        this.span = span;
    }

    public void emit(Stmt statement) {
        statements.add(statement);
    }

    /** A fresh scratch local. */
    public Local local(String hint, ScalarType type) {
        return new Local(names.fresh(hint), type, Storage.WORK);
    }

    /** A fresh scratch buffer, not yet allocated. */
    public Buffer buffer(String hint, ScalarType element) {
        return new Buffer(names.fresh(hint), element, Storage.WORK);
    }

    /** Evaluates an expression once: a read of a fresh local, or the expression itself if it is a constant or a read. */
    public Expr once(String hint, Expr value) {
        if (value instanceof Expr.IntConstant || value instanceof Expr.RealConstant || value instanceof Expr.Read) {
            return value;
        }
        Local local = local(hint, value.type());
        assign(local, value);
        return new Expr.Read(local);
    }

    public void assign(Local target, Expr value) {
        emit(new Stmt.Assign(target, value, span));
    }

    /** Number of blocks that are open. */
    public int depth() {
        return depth;
    }

    /** What {@code code} emits, as a block of its own. */
    public List<Stmt> block(Runnable code) {
        List<Stmt> outer = statements;
        statements = new ArrayList<>();
        depth++;
        try {
            code.run();
            return List.copyOf(statements);
        } finally {
            statements = outer;
            depth--;
        }
    }
}
