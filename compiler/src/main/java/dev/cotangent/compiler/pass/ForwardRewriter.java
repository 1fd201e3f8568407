package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;

/**
 * Rewrites with knowledge gathered on the way. What is known within a branch or a loop is forgotten at its end, and what
 * a loop changes is forgotten before its body.
 */
abstract class ForwardRewriter extends Rewriter {

    /** Begins a scope: what becomes known in it holds up to its end. */
    abstract void open();

    /** Ends a scope: what was known at its beginning is known again. */
    abstract void close();

    /** Notes that a local has some other value from here on. */
    abstract void forget(Local local);

    /** Notes that a buffer has other contents from here on. */
    abstract void forget(Buffer buffer);

    /** Notes that all buffers have other contents from here on. */
    abstract void forgetBuffers();

    private void forget(Effects effects) {
        effects.assigned().forEach(this::forget);
        effects.written().forEach(this::forget);
        if (effects.invokes()) {
            forgetBuffers();
        }
    }

    @Override
    public void assign(Stmt.Assign s) {
        super.assign(s);
        forget(s.target());
    }

    @Override
    public void store(Stmt.Store s) {
        super.store(s);
        forget(s.buffer());
    }

    @Override
    public void increment(Stmt.Increment s) {
        super.increment(s);
        forget(s.buffer());
    }

    @Override
    public void allocate(Stmt.Allocate s) {
        super.allocate(s);
        forget(s.buffer());
    }

    @Override
    public void forLoop(Stmt.For s) {
        Expr from = expr(s.from());
        Expr to = expr(s.to());
        Effects effects = Effects.withoutReads(s);
        open();
        forget(effects);
        List<Stmt> body = block(s.body());
        close();
        forget(effects);
        emit(new Stmt.For(s.index(), from, to, s.direction(), body, s.span()));
    }

    @Override
    public void whileLoop(Stmt.While s) {
        Effects effects = Effects.withoutReads(s);
        open();
        forget(effects);
        super.whileLoop(s);
        close();
        forget(effects);
    }

    @Override
    public void branch(Stmt.If s) {
        Expr condition = expr(s.condition());
        open();
        List<Stmt> whenTrue = block(s.whenTrue());
        close();
        open();
        List<Stmt> whenFalse = block(s.whenFalse());
        close();
        forget(Effects.withoutReads(s));
        emit(new Stmt.If(condition, whenTrue, whenFalse, s.span()));
    }

    @Override
    public void kernel(Stmt.Kernel s) {
        super.kernel(s);
        forget(s.result().buffer());
    }

    @Override
    public void draw(Stmt.Draw s) {
        super.draw(s);
        forget(s.target());
    }

    @Override
    public void readScalar(Stmt.ReadScalar s) {
        super.readScalar(s);
        forget(s.target());
    }

    @Override
    public void readContainer(Stmt.ReadContainer s) {
        super.readContainer(s);
        forget(s.target());
    }

    @Override
    public void pop(Stmt.Pop s) {
        super.pop(s);
        forget(s.target());
    }

    @Override
    public void invoke(Stmt.Invoke s) {
        super.invoke(s);
        s.results().forEach(this::forget);
        forgetBuffers();
    }
}
