package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
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
import java.util.List;
import java.util.function.Consumer;

/** Writes a log density by hand: {@code q} is its position, {@code target} its result, 0 at first. */
final class Code {

    static final Span SPAN = new Span(new Source("by_hand.model", ""), 1, 1, 1, 2);

    final Names names = new Names();
    final Emitter emitter = new Emitter(names, SPAN);
    final Buffer q = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
    final Local target = local("target");

    Local local(String name) {
        return new Local(names.fresh(name), ScalarType.REAL, Storage.WORK);
    }

    Local integer(String name) {
        return new Local(names.fresh(name), ScalarType.INT, Storage.WORK);
    }

    Buffer buffer(String name) {
        return new Buffer(names.fresh(name), ScalarType.REAL, Storage.WORK);
    }

    Buffer data(String name, ScalarType type) {
        return new Buffer(names.fresh(name), type, Storage.DATA);
    }

    /** A new local with a value. */
    Expr let(String name, Expr value) {
        Local local = value.type() == ScalarType.REAL ? local(name) : integer(name);
        set(local, value);
        return Expr.read(local);
    }

    void set(Local local, Expr value) {
        emitter.assign(local, value);
    }

    void add(Expr term) {
        set(target, add(Expr.read(target), term));
    }

    void store(Buffer buffer, Expr index, Expr value) {
        emitter.emit(new Stmt.Store(buffer, index, value, SPAN));
    }

    void increment(Buffer buffer, Expr index, Expr value) {
        emitter.emit(new Stmt.Increment(buffer, index, value, SPAN));
    }

    void allocate(Buffer buffer, Expr size) {
        emitter.emit(new Stmt.Allocate(buffer, size, Stmt.Fill.UNDEFINED, SPAN));
    }

    void zeros(Buffer buffer, Expr size) {
        emitter.emit(new Stmt.Allocate(buffer, size, Stmt.Fill.ZERO, SPAN));
    }

    void loop(Expr from, Expr to, Consumer<Expr> body) {
        loop(from, to, Stmt.Direction.UP, body);
    }

    void loop(Expr from, Expr to, Stmt.Direction direction, Consumer<Expr> body) {
        Local index = integer("i");
        List<Stmt> block = emitter.block(() -> body.accept(Expr.read(index)));
        emitter.emit(new Stmt.For(index, from, to, direction, block, SPAN));
    }

    void repeat(Expr condition, Runnable body) {
        emitter.emit(new Stmt.While(List.of(), condition, emitter.block(body), SPAN));
    }

    void repeat(Runnable test, Expr condition, Runnable body) {
        emitter.emit(new Stmt.While(emitter.block(test), condition, emitter.block(body), SPAN));
    }

    void branch(Expr condition, Runnable whenTrue, Runnable whenFalse) {
        emitter.emit(new Stmt.If(condition, emitter.block(whenTrue), emitter.block(whenFalse), SPAN));
    }

    void kernel(Primitive primitive, Slice result, Argument... arguments) {
        emitter.emit(new Stmt.Kernel(primitive, List.of(arguments), result, SPAN));
    }

    static Slice slice(Buffer buffer, Expr offset, Expr... sizes) {
        return new Slice(buffer, offset, List.of(sizes));
    }

    /** The log density whose body is the given code. */
    static Procedure density(Code code, Runnable body) {
        List<Stmt> block = code.emitter.block(() -> {
            code.set(code.target, real(0));
            body.run();
        });
        return new Procedure("log_density", List.of(), List.of(code.q), List.of(code.target), block);
    }

    Expr q(int index) {
        return load(q, integer(index));
    }

    static Expr load(Buffer buffer, Expr index) {
        return new Expr.Load(buffer, index);
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

    static Expr add(Expr a, Expr b) {
        return Expr.of(Operator.ADD, a, b);
    }

    static Expr sub(Expr a, Expr b) {
        return Expr.of(Operator.SUBTRACT, a, b);
    }

    static Expr mul(Expr a, Expr b) {
        return Expr.of(Operator.MULTIPLY, a, b);
    }

    static Expr div(Expr a, Expr b) {
        return Expr.of(Operator.DIVIDE, a, b);
    }

    static Expr neg(Expr a) {
        return Expr.of(Operator.NEGATE, a);
    }

    static Expr less(Expr a, Expr b) {
        return Expr.of(Operator.LESS, a, b);
    }

    static Expr toReal(Expr a) {
        return Expr.of(Operator.TO_REAL, a);
    }

    /** Log density of a normal, without its constant. */
    static Expr normal(Expr y, Expr mu, Expr sigma) {
        Expr z = div(sub(y, mu), sigma);
        return sub(mul(real(-0.5), mul(z, z)), Primitives.log(sigma));
    }
}
