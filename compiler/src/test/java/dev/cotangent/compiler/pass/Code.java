package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Derivative;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import java.util.Optional;

/** Writes small procedures by hand: {@code q} is their argument of length 8, {@code out} what they write. */
final class Code {

    static final int SIZE = 8;
    static final Primitive EXP = scalar("exp");
    static final Primitive LOG = scalar("log");
    static final Primitive LOG1P = scalar("log1p");

    final Names names = new Names();
    final Buffer q = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
    final Buffer out = new Buffer(names.fresh("out"), ScalarType.REAL, Storage.ARGUMENT);
    final Local result = real("result");
    final Local rows = new Local(names.fresh("rows"), ScalarType.INT, Storage.DATA);
    final Buffer x = new Buffer(names.fresh("x"), ScalarType.REAL, Storage.DATA);
    final Buffer group = new Buffer(names.fresh("group"), ScalarType.INT, Storage.DATA);
    private final Emitter emitter = new Emitter(names, new Span(new Source("test.model", ""), 1, 1, 1, 1));
    private int line = 1;

    private static Primitive scalar(String name) {
        return new Primitive(
                "java.lang.StrictMath", name, List.of(Primitive.Kind.REAL), Primitive.Kind.REAL, false, new NoRule());
    }

    private static final class NoRule implements Derivative {
        @Override
        public boolean isDifferentiable(int argument) {
            return false;
        }

        @Override
        public Expr partial(int argument, List<Expr> arguments, Emitter emitter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tangent(
                Stmt.Kernel call,
                List<Optional<dev.cotangent.compiler.ir.Argument>> tangents,
                Slice result,
                Emitter emitter) {
            throw new UnsupportedOperationException();
        }
    }

    Local real(String name) {
        return new Local(names.fresh(name), ScalarType.REAL, Storage.WORK);
    }

    Local integer(String name) {
        return new Local(names.fresh(name), ScalarType.INT, Storage.WORK);
    }

    Buffer reals(String name) {
        return new Buffer(names.fresh(name), ScalarType.REAL, Storage.WORK);
    }

    Span span() {
        Source source = new Source("test.model", "");
        line++;
        return new Span(source, line, 1, line, 2);
    }

    void emit(Stmt statement) {
        emitter.emit(statement);
    }

    List<Stmt> block(Runnable code) {
        return emitter.block(code);
    }

    void assign(Local target, Expr value) {
        emit(new Stmt.Assign(target, value, span()));
    }

    void store(Buffer buffer, Expr index, Expr value) {
        emit(new Stmt.Store(buffer, index, value, span()));
    }

    void increment(Buffer buffer, Expr index, Expr value) {
        emit(new Stmt.Increment(buffer, index, value, span()));
    }

    void allocate(Buffer buffer, Expr size, Stmt.Fill fill) {
        emit(new Stmt.Allocate(buffer, size, fill, span()));
    }

    void loop(Local index, Expr from, Expr to, Runnable body) {
        emit(new Stmt.For(index, from, to, Stmt.Direction.UP, block(body), span()));
    }

    void branch(Expr condition, Runnable whenTrue, Runnable whenFalse) {
        emit(new Stmt.If(condition, block(whenTrue), block(whenFalse), span()));
    }

    void check(Expr condition) {
        List<Stmt.Part> message = List.of(new Stmt.Part.Text("refused at " + line));
        emit(new Stmt.Check(condition, ModelFailure.Kind.REJECTION, message, span()));
    }

    Procedure procedure(Runnable body) {
        return new Procedure("example", List.of(), List.of(q, out), List.of(result), block(body));
    }

    /** Sets {@link #rows}, in a way that says nothing of its value, and {@link #x} and {@link #group} to arrays of length 8. */
    Procedure bind(int numRows) {
        return new Procedure("bind", List.of(), List.of(), List.of(), block(() -> {
            assign(rows, add(integer(numRows), integer(0)));
            allocate(x, integer(SIZE), Stmt.Fill.UNDEFINED);
            allocate(group, integer(SIZE), Stmt.Fill.UNDEFINED);
            for (int i = 0; i < SIZE; i++) {
                store(x, integer(i), real(0.75 * i - 2));
                store(group, integer(i), integer(i * 5 % 3));
            }
        }));
    }

    static Expr integer(int value) {
        return Expr.integer(value);
    }

    static Expr real(double value) {
        return Expr.real(value);
    }

    static Expr read(Local local) {
        return Expr.read(local);
    }

    static Expr load(Buffer buffer, Expr index) {
        return new Expr.Load(buffer, index);
    }

    static Expr call(Primitive primitive, Expr argument) {
        return new Expr.Call(primitive, List.of(argument));
    }

    static Expr exp(Expr argument) {
        return call(EXP, argument);
    }

    static Expr log(Expr argument) {
        return call(LOG, argument);
    }

    static Expr log1p(Expr argument) {
        return call(LOG1P, argument);
    }

    static Expr add(Expr a, Expr b) {
        return Expr.of(Operator.ADD, a, b);
    }

    static Expr subtract(Expr a, Expr b) {
        return Expr.of(Operator.SUBTRACT, a, b);
    }

    static Expr multiply(Expr a, Expr b) {
        return Expr.of(Operator.MULTIPLY, a, b);
    }

    static Expr divide(Expr a, Expr b) {
        return Expr.of(Operator.DIVIDE, a, b);
    }

    static Expr less(Expr a, Expr b) {
        return Expr.of(Operator.LESS, a, b);
    }
}
