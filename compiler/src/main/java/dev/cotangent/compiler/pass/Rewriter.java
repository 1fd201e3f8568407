package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Builds a procedure's body anew, statement by statement in program order. Subclasses override what they change. */
abstract class Rewriter implements StmtActions {

    private List<Stmt> emitted = new ArrayList<>();

    /** What takes the place of an expression that a statement evaluates. */
    abstract Expr expr(Expr expression);

    /** What takes the place of an expression that is evaluated only if a check fails or a line is printed. */
    Expr message(Expr expression) {
        return expr(expression);
    }

    final Procedure rewrite(Procedure procedure) {
        return procedure.withBody(block(procedure.body()));
    }

    /** The statements that take the place of a block. */
    List<Stmt> block(List<Stmt> statements) {
        return block(() -> visit(statements));
    }

    /** What is emitted while {@code code} runs. */
    final List<Stmt> block(Runnable code) {
        List<Stmt> outer = emitted;
        emitted = new ArrayList<>();
        code.run();
        List<Stmt> inner = emitted;
        emitted = outer;
        return inner;
    }

    final void emit(Stmt statement) {
        emitted.add(statement);
    }

    @Override
    public void assign(Stmt.Assign s) {
        emit(new Stmt.Assign(s.target(), expr(s.value()), s.span()));
    }

    @Override
    public void store(Stmt.Store s) {
        emit(new Stmt.Store(s.buffer(), expr(s.index()), expr(s.value()), s.span()));
    }

    @Override
    public void increment(Stmt.Increment s) {
        emit(new Stmt.Increment(s.buffer(), expr(s.index()), expr(s.value()), s.span()));
    }

    @Override
    public void allocate(Stmt.Allocate s) {
        emit(new Stmt.Allocate(s.buffer(), expr(s.size()), s.fill(), s.span()));
    }

    @Override
    public void forLoop(Stmt.For s) {
        Expr from = expr(s.from());
        Expr to = expr(s.to());
        emit(new Stmt.For(s.index(), from, to, s.direction(), block(s.body()), s.span()));
    }

    @Override
    public void whileLoop(Stmt.While s) {
        Expr[] condition = new Expr[1];
        List<Stmt> test = block(() -> {
            visit(s.test());
            condition[0] = expr(s.condition());
        });
        emit(new Stmt.While(test, condition[0], block(s.body()), s.span()));
    }

    @Override
    public void branch(Stmt.If s) {
        Expr condition = expr(s.condition());
        emit(new Stmt.If(condition, block(s.whenTrue()), block(s.whenFalse()), s.span()));
    }

    @Override
    public void kernel(Stmt.Kernel s) {
        List<Argument> arguments = new ArrayList<>();
        for (Argument argument : s.arguments()) {
            arguments.add(
                    argument instanceof Argument.Scalar scalar
                            ? new Argument.Scalar(expr(scalar.value()))
                            : slice((Slice) argument));
        }
        emit(new Stmt.Kernel(s.primitive(), arguments, slice(s.result()), s.span()));
    }

    private Slice slice(Slice slice) {
        return new Slice(slice.buffer(), expr(slice.offset()), exprs(slice.sizes()));
    }

    private List<Expr> exprs(List<Expr> expressions) {
        List<Expr> rewritten = new ArrayList<>(expressions.size());
        for (Expr expression : expressions) {
            rewritten.add(expr(expression));
        }
        return rewritten;
    }

    @Override
    public void draw(Stmt.Draw s) {
        emit(new Stmt.Draw(s.target(), s.primitive(), exprs(s.arguments()), s.span()));
    }

    @Override
    public void check(Stmt.Check s) {
        emit(new Stmt.Check(expr(s.condition()), s.kind(), parts(s.message()), s.span()));
    }

    @Override
    public void print(Stmt.Print s) {
        emit(new Stmt.Print(parts(s.message()), s.span()));
    }

    private List<Stmt.Part> parts(List<Stmt.Part> message) {
        List<Stmt.Part> rewritten = new ArrayList<>(message.size());
        for (Stmt.Part part : message) {
            rewritten.add(part(part));
        }
        return rewritten;
    }

    private Stmt.Part part(Stmt.Part part) {
        if (part instanceof Stmt.Part.Value value) {
            return new Stmt.Part.Value(message(value.value()));
        } else if (part instanceof Stmt.Part.Elements elements) {
            Slice slice = elements.slice();
            List<Expr> sizes = slice.sizes().stream().map(this::message).toList();
            return new Stmt.Part.Elements(new Slice(slice.buffer(), message(slice.offset()), sizes), elements.matrix());
        }
        return part;
    }

    @Override
    public void readScalar(Stmt.ReadScalar s) {
        emit(s);
    }

    @Override
    public void readContainer(Stmt.ReadContainer s) {
        emit(new Stmt.ReadContainer(s.name(), s.target(), exprs(s.sizes()), s.matrix(), s.span()));
    }

    @Override
    public void push(Stmt.Push s) {
        emit(new Stmt.Push(expr(s.value()), s.span()));
    }

    @Override
    public void pop(Stmt.Pop s) {
        emit(s);
    }

    @Override
    public void invoke(Stmt.Invoke s) {
        emit(new Stmt.Invoke(s.procedure(), exprs(s.arguments()), s.results(), s.span()));
    }
}
