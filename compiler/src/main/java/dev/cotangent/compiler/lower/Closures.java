package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.autodiff.Tangent;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions that are arguments: what they capture, their calls, and their derivatives for solvers. */
final class Closures {

    /** Columns of a Jacobian that are computed side by side, unless fewer are known to be enough. */
    private static final int LANES = 4;

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Calls calls;

    Closures(Context context, Elements elements, Expressions expressions, Calls calls) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.calls = calls;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    /** A function with arguments, each evaluated here and once. */
    Value.Closure capture(TypedExpr.Closure e) {
        Value.Closure inner = (Value.Closure) expressions.lower(e.function());
        List<Value> captured = new ArrayList<>();
        for (TypedExpr argument : e.captured()) {
            captured.add(once(expressions.lower(argument)));
        }
        captured.addAll(inner.captured());
        return new Value.Closure(inner.function(), captured);
    }

    private Value once(Value value) {
        if (value instanceof Value.Scalar s) {
            return new Value.Scalar(emitter().once("captured", s.expr()), s.parameter());
        }
        if (value instanceof Value.Compound c) {
            return c.map(c.type(), (component, type) -> once(component));
        }
        return value instanceof Value.Container c ? elements.stored("captured", c) : value;
    }

    Value apply(TypedExpr.Apply e) {
        List<Value> arguments = e.arguments().stream().map(expressions::lower).toList();
        return apply(closure(e.function(), e.span()), arguments, e.type());
    }

    private Value.Closure closure(Variable function, Span span) {
        return (Value.Closure) context.value(function, span);
    }

    private Value apply(Value.Closure closure, List<Value> arguments, Type type) {
        List<Value> all = new ArrayList<>(arguments);
        all.addAll(closure.captured());
        Function function = closure.function();
        for (int i = 0; i < all.size(); i++) {
            all.set(i, as(all.get(i), function.parameters().get(i).type()));
        }
        Span before = emitter().span();
        Value result = as(calls.apply(function, all, false), type);
        emitter().at(before);
        return result;
    }

    /** The same elements as a container of another type: vectors and arrays of reals are stored alike. */
    private Value as(Value value, Type type) {
        if (value instanceof Value.Scalar s && s.expr().type() == ScalarType.INT && type == Type.REAL) {
            return expressions.promote(s, type);
        }
        if (!(value instanceof Value.Container c)
                || c.type().equals(type)
                || type == Type.REALS
                || c.type().rank() != type.rank()) {
            return value;
        }
        return c instanceof Value.Stored s
                ? new Value.Stored(type, s.buffer(), s.offset(), s.sizes(), s.parameter(), s.temporary())
                : new Value.Lazy(type, c.sizes(), c.parameter(), c.buffers(), c::at);
    }

    /** A call whose derivatives are wanted. */
    private final class Differentiation {
        private final Value.Closure closure;
        private final Value.Stored at;
        private final Expr size;
        private final Buffer output = emitter().buffer("outcome", ScalarType.REAL);
        private final List<Local> movingLocals = new ArrayList<>();
        private final List<Value.Stored> moving = new ArrayList<>();
        private final List<Stmt> body;

        /** Prepares the call; {@code captured} says that what the function captured moves too. */
        Differentiation(TypedExpr.Apply call, int argument, boolean captured) {
            Value.Closure given = closure(call.function(), call.span());
            List<Value> arguments = new ArrayList<>();
            call.arguments().forEach(a -> arguments.add(once(expressions.lower(a))));
            at = elements.copy("at", (Value.Container) arguments.get(argument));
            arguments.set(argument, at);
            moving.add(at);
            size = elements.size(at.count());
            closure = captured
                    ? new Value.Closure(
                            given.function(),
                            given.captured().stream().map(this::move).toList())
                    : given;
            body = emitter().block(() -> {
                Value.Container result = (Value.Container) apply(closure, arguments, Type.VECTOR);
                elements.requireSameSize(
                        result.count(), size, closure.function().name());
                elements.copy(output, result);
            });
        }

        private Value move(Value value) {
            if (isFixed(value)) {
                return value;
            }
            if (value instanceof Value.Container c) {
                Value.Stored copy = elements.copy("moving", c);
                moving.add(copy);
                return copy;
            }
            if (value instanceof Value.Scalar s) {
                Local copy = emitter().local("moving", ScalarType.REAL);
                emitter().assign(copy, s.expr());
                movingLocals.add(copy);
                return new Value.Scalar(Expr.read(copy), true);
            }
            if (value instanceof Value.Compound c) {
                return c.map(c.type(), (component, type) -> move(component));
            }
            Value.Closure inner = (Value.Closure) value;
            return new Value.Closure(
                    inner.function(), inner.captured().stream().map(this::move).toList());
        }

        Tangent.Directional derivative(int directions) {
            List<Buffer> inputs = moving.stream().map(Value.Stored::buffer).toList();
            return Tangent.directional(
                    body, movingLocals, inputs, output, directions, emitter().names());
        }
    }

    /**
     * The square matrix of partial derivatives of a function's result in one of its arguments, column by column in
     * forward mode, some columns at once.
     */
    Value jacobian(TypedExpr.Jacobian e) {
        Differentiation of = new Differentiation(e.call(), e.argument(), false);
        Expr size = of.size;
        int lanes = size instanceof Expr.IntConstant c ? Math.max(1, Math.min(c.value(), LANES)) : LANES;
        Buffer buffer = emitter().buffer("jacobian", ScalarType.REAL);
        elements.allocate(buffer, Arithmetic.multiply(size, size), Stmt.Fill.NONE);
        columns(of.derivative(lanes), size, lanes, buffer);
        boolean parameter = of.closure.parameter() || of.at.parameter();
        return new Value.Stored(Type.MATRIX, buffer, Arithmetic.ZERO, List.of(size, size), parameter, true);
    }

    /** The derivative along a direction of an argument, and one of what the function captured. */
    Value directional(TypedExpr.Directional e) {
        Value.Stored direction = elements.stored("direction", expressions.container(e.direction()));
        Differentiation of = new Differentiation(e.call(), e.argument(), true);
        elements.requireSameSize(direction.count(), of.size, "direction");
        Expr captured = emitter().once("captured", expressions.scalar(e.captured()));
        Expr before = Arithmetic.ZERO;
        Tangent.Directional derivative = of.derivative(1);
        for (int k = 0; k < of.moving.size(); k++) {
            Buffer seed = derivative.inputs().get(k).get(0);
            if (k == 0) {
                elements.copy(seed, direction);
            } else {
                Expr count = elements.size(of.moving.get(k).count());
                elements.allocate(seed, count, Stmt.Fill.NONE);
                Expr first = Arithmetic.add(before, Arithmetic.ONE);
                elements.loop("i", count, i -> {
                    Expr weight = moves(captured, Arithmetic.add(first, i), weight(i));
                    emit(new Stmt.Store(seed, i, weight, emitter().span()));
                });
                before = emitter().once("before", Arithmetic.add(before, count));
            }
        }
        for (int k = 0; k < of.movingLocals.size(); k++) {
            Expr number = Arithmetic.add(before, Expr.integer(k + 1));
            emitter().assign(derivative.locals().get(k).get(0), moves(captured, number, Expr.real(weight(k))));
        }
        derivative.code().forEach(this::emit);
        Buffer tangent = derivative.output().get(0);
        return new Value.Stored(Type.VECTOR, tangent, Arithmetic.ZERO, List.of(of.size), true, true);
    }

    /** How much a captured number moves: all do by their weights, or one by 1. */
    private static Expr moves(Expr captured, Expr number, Expr weight) {
        if (captured instanceof Expr.IntConstant c && c.value() == 0) {
            return weight;
        }
        Expr alone = Expr.of(Operator.TO_REAL, Expr.of(Operator.EQUAL, captured, number));
        return new Expr.Select(Expr.of(Operator.EQUAL, captured, Arithmetic.ZERO), weight, alone);
    }

    /** Solvers have right derivatives of first order, which are not enough for an approximation of second order. */
    private void requireSmooth(Function function) {
        solver(function, new HashSet<>()).ifPresent(solver -> {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_ARGUMENTS,
                            emitter().span(),
                            "`" + function + "` can't be used in an embedded Laplace approximation: it calls `" + solver
                                    + "`, which has derivatives of first order only")
                    .withNote("defined at " + function.span().line() + ":"
                            + function.span().column()));
        });
    }

    /** The first function of the library that is reached and has derivatives of first order only. */
    private static Optional<Function> solver(Function from, Set<Function> seen) {
        if (!(from.body() instanceof Function.Code code)) {
            return Optional.empty();
        }
        for (Function called : CallGraph.calledBy(code.block())) {
            if (called.isLibrary() && (isDetached(called) || solves(called, new HashSet<>()))) {
                return Optional.of(called);
            }
            Optional<Function> further =
                    !called.isLibrary() && seen.add(called) ? solver(called, seen) : Optional.empty();
            if (further.isPresent()) {
                return further;
            }
        }
        return Optional.empty();
    }

    /**
     * True if a function that takes a function detaches something: iterates, steps. What others detach, as
     * {@code log_sum_exp} does the largest term, their results do not depend on, so that derivatives of every order are
     * right.
     */
    private static boolean solves(Function function, Set<Function> seen) {
        return function.isHigherOrder()
                && function.body() instanceof Function.Code code
                && CallGraph.calledBy(code.block()).stream()
                        .filter(seen::add)
                        .anyMatch(called -> isDetached(called) || solves(called, seen));
    }

    private static boolean isDetached(Function function) {
        return function.isLibrary()
                && (function.name().equals("detached") || function.name().equals("first_order"));
    }

    /** A function of one vector to a real. */
    private final class Scalar {
        private final Value.Stored at;
        private final Expr size;
        private final Buffer output = emitter().buffer("outcome", ScalarType.REAL);
        private final List<Stmt> body;
        private final boolean parameter;

        Scalar(TypedExpr.Apply call) {
            Value.Closure closure = closure(call.function(), call.span());
            Value argument = expressions.lower(call.arguments().get(0));
            at = elements.copy("at", (Value.Container) argument);
            size = elements.size(at.count());
            parameter = argument.parameter() || closure.parameter();
            body = emitter().block(() -> {
                Value.Scalar result = (Value.Scalar) apply(closure, List.of(at), Type.REAL);
                elements.allocate(output, Arithmetic.ONE, Stmt.Fill.NONE);
                emit(new Stmt.Store(
                        output, Arithmetic.ZERO, result.expr(), emitter().span()));
            });
        }

        /** The derivative of statements that compute a buffer, along one direction of the argument. */
        Tangent.Directional derivative(List<Stmt> statements, Buffer result) {
            return Tangent.directional(
                    statements,
                    List.of(),
                    List.of(at.buffer()),
                    result,
                    1,
                    emitter().names());
        }
    }

    /** The gradient of a function of one vector to a real, element by element in forward mode. */
    Value gradient(TypedExpr.Gradient e) {
        requireSmooth(closure(e.call().function(), e.span()).function());
        Scalar of = new Scalar(e.call());
        Tangent.Directional first = of.derivative(of.body, of.output);
        Buffer seed = first.inputs().get(0).get(0);
        Buffer gradient = emitter().buffer("gradient", ScalarType.REAL);
        elements.allocate(gradient, of.size, Stmt.Fill.NONE);
        elements.loop("k", of.size, k -> {
            elements.allocate(seed, of.size, Stmt.Fill.ZERO);
            emit(new Stmt.Store(seed, k, Expr.real(1), emitter().span()));
            first.code().forEach(this::emit);
            Expr value = new Expr.Load(first.output().get(0), Arithmetic.ZERO);
            emit(new Stmt.Store(gradient, k, value, emitter().span()));
        });
        return new Value.Stored(Type.VECTOR, gradient, Arithmetic.ZERO, List.of(of.size), of.parameter, true);
    }

    /**
     * The second derivatives of a function of one vector to a real: forward mode twice, along one element and along all
     * elements that have one place in their blocks.
     */
    Value hessian(TypedExpr.Hessian e) {
        requireSmooth(closure(e.call().function(), e.span()).function());
        Expr block = emitter().once("block", expressions.scalar(e.blockSize()));
        Scalar of = new Scalar(e.call());
        Tangent.Directional first = of.derivative(of.body, of.output);
        Buffer seed = first.inputs().get(0).get(0);
        Tangent.Directional second = of.derivative(first.code(), first.output().get(0));
        Buffer along = second.inputs().get(0).get(0);
        Buffer hessian = emitter().buffer("hessian", ScalarType.REAL);
        elements.allocate(hessian, Arithmetic.multiply(of.size, of.size), Stmt.Fill.ZERO);
        elements.loop("place", block, place -> {
            elements.loop("k", of.size, k -> {
                elements.allocate(seed, of.size, Stmt.Fill.ZERO);
                elements.allocate(along, of.size, Stmt.Fill.ZERO);
                emit(new Stmt.Store(seed, k, Expr.real(1), emitter().span()));
                elements.loop("j", of.size, j -> {
                    Expr own = Expr.of(Operator.EQUAL, Expr.of(Operator.REMAINDER, j, block), place);
                    Stmt one = new Stmt.Store(along, j, Expr.real(1), emitter().span());
                    emit(new Stmt.If(own, List.of(one), List.of(), emitter().span()));
                });
                second.code().forEach(this::emit);
                Expr start = Arithmetic.multiply(Expr.of(Operator.DIVIDE, k, block), block);
                Expr column = emitter().once("column", Arithmetic.add(start, place));
                Expr value = new Expr.Load(second.output().get(0), Arithmetic.ZERO);
                Expr to = Arithmetic.add(k, Arithmetic.multiply(column, of.size));
                Stmt store = new Stmt.Store(hessian, to, value, emitter().span());
                Expr inside = Expr.of(Operator.LESS, column, of.size);
                emit(new Stmt.If(inside, List.of(store), List.of(), emitter().span()));
            });
        });
        return new Value.Stored(Type.MATRIX, hessian, Arithmetic.ZERO, List.of(of.size, of.size), of.parameter, true);
    }

    /** Between 1 and 2, and of no simple ratio to others, so that what moves at once does not cancel. */
    private static double weight(int index) {
        double turns = 0.6180339887498949 * (index + 1);
        return 1 + turns - Math.floor(turns);
    }

    private static Expr weight(Expr index) {
        Expr turns = Expr.of(
                Operator.MULTIPLY,
                Expr.real(0.41421356237309515),
                Expr.of(Operator.TO_REAL, Arithmetic.add(index, Arithmetic.ONE)));
        Expr damped = Expr.of(Operator.DIVIDE, turns, Expr.of(Operator.ADD, Expr.real(1), turns));
        return Expr.of(Operator.ADD, Expr.real(1), damped);
    }

    /** Only a gradient is differentiated: in draws and in data nothing is. */
    Value differentiated(TypedExpr.Differentiated e) {
        boolean gradient = context.mode().isDensity() || context.mode() == Context.Mode.FRAGMENT;
        Value value = expressions.lower(e.operand());
        if (!gradient || !value.parameter()) {
            return new Value.Scalar(Arithmetic.ZERO, false);
        }
        return new Value.Scalar(e.count() ? emitter().once("varying", varying(value)) : Arithmetic.ONE, false);
    }

    /** How many real numbers of a value depend on parameters. */
    private static Expr varying(Value value) {
        if (isFixed(value)) {
            return Arithmetic.ZERO;
        }
        if (value instanceof Value.Container c) {
            return c.count();
        }
        List<Value> parts = value instanceof Value.Closure f
                ? f.captured()
                : value instanceof Value.Compound c ? c.components() : List.of();
        return value instanceof Value.Scalar
                ? Arithmetic.ONE
                : parts.stream().map(Closures::varying).reduce(Arithmetic.ZERO, Arithmetic::add);
    }

    private static boolean isFixed(Value value) {
        boolean integer = value instanceof Value.Scalar s && s.expr().type() == ScalarType.INT
                || value instanceof Value.Container c && c.element() == ScalarType.INT;
        return integer || !value.parameter();
    }

    private void columns(Tangent.Directional derivative, Expr size, int lanes, Buffer jacobian) {
        Expr blocks = size instanceof Expr.IntConstant c && c.value() <= lanes
                ? Arithmetic.ONE
                : Expr.of(Operator.DIVIDE, Arithmetic.add(size, Expr.integer(lanes - 1)), Expr.integer(lanes));
        elements.loop("block", blocks, block -> {
            for (int lane = 0; lane < lanes; lane++) {
                Expr column = column(block, lanes, lane);
                Buffer seed = derivative.inputs().get(0).get(lane);
                elements.allocate(seed, size, Stmt.Fill.ZERO);
                within(
                        column,
                        size,
                        () -> emit(new Stmt.Store(
                                seed, column, Expr.real(1), emitter().span())));
            }
            derivative.code().forEach(emitter()::emit);
            for (int lane = 0; lane < lanes; lane++) {
                Expr column = column(block, lanes, lane);
                Buffer tangent = derivative.output().get(lane);
                within(
                        column,
                        size,
                        () -> elements.loop("i", size, i -> {
                            Expr place = Arithmetic.add(i, Arithmetic.multiply(column, size));
                            emit(new Stmt.Store(
                                    jacobian,
                                    place,
                                    new Expr.Load(tangent, i),
                                    emitter().span()));
                        }));
            }
        });
    }

    private void emit(Stmt statement) {
        emitter().emit(statement);
    }

    private static Expr column(Expr block, int lanes, int lane) {
        return Arithmetic.add(Arithmetic.multiply(block, Expr.integer(lanes)), Expr.integer(lane));
    }

    /** Emits code for a column that there may not be. */
    private void within(Expr column, Expr size, Runnable code) {
        List<Stmt> statements = emitter().block(code);
        if (column instanceof Expr.IntConstant c && size instanceof Expr.IntConstant n) {
            if (c.value() < n.value()) {
                statements.forEach(this::emit);
            }
            return;
        }
        emit(new Stmt.If(
                Expr.of(Operator.LESS, column, size),
                statements,
                List.of(),
                emitter().span()));
    }
}
