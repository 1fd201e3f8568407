package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Lowers calls of the functions that the language itself provides. */
final class Intrinsics {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Supplier<Primitive> toInt;

    Intrinsics(Context context, Elements elements, Expressions expressions, Supplier<Primitive> toInt) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.toInt = toInt;
    }

    Value call(TypedExpr.IntrinsicCall e) {
        return switch (e.intrinsic()) {
            case SIZE -> integer(sizes(e).isEmpty() ? Arithmetic.ONE : size(e));
            case NUM_ELEMENTS -> integer(Arithmetic.product(sizes(e)));
            case ROWS -> integer(rows(e));
            case COLS -> integer(columns(e));
            case DIMS -> dimensions(e);
            case REP_ARRAY -> repeat(e);
            case APPEND_ARRAY -> append(e);
            case HEAD, TAIL, SEGMENT -> part(e);
            case REVERSE -> reverse(e);
            case TO_ARRAY_1D ->
                elements.stored("flat", expressions.container(e.arguments().get(0)))
                        .flattened(e.type());
            case TARGET -> new Value.Scalar(context.accumulated(e.span()), true);
            case TO_INT -> toInt(e);
        };
    }

    private static Value integer(Expr e) {
        return new Value.Scalar(e, false);
    }

    private List<Expr> sizes(TypedExpr.IntrinsicCall e) {
        TypedExpr argument = e.arguments().get(0);
        return Value.sizes(expressions.lower(argument), argument.type());
    }

    /** An array's length; the number of elements of a vector, a row vector or a matrix. */
    private Expr size(TypedExpr.IntrinsicCall e) {
        return e.arguments().get(0).type().realPart() == Type.MATRIX ? Arithmetic.product(sizes(e)) : sizes(e).get(0);
    }

    private Expr rows(TypedExpr.IntrinsicCall e) {
        Type type = e.arguments().get(0).type().realPart();
        return type == Type.ROW_VECTOR ? Arithmetic.ONE : sizes(e).get(0);
    }

    private Expr columns(TypedExpr.IntrinsicCall e) {
        Type type = e.arguments().get(0).type().realPart();
        if (type == Type.VECTOR) {
            return Arithmetic.ONE;
        }
        return type == Type.MATRIX ? sizes(e).get(1) : sizes(e).get(0);
    }

    private Value dimensions(TypedExpr.IntrinsicCall e) {
        List<Expr> sizes = sizes(e);
        Buffer buffer = context.emitter().buffer("dims", ScalarType.INT);
        elements.allocate(buffer, Expr.integer(sizes.size()), Stmt.Fill.NONE);
        for (int d = 0; d < sizes.size(); d++) {
            context.emitter()
                    .emit(new Stmt.Store(
                            buffer,
                            Expr.integer(d),
                            sizes.get(d),
                            context.emitter().span()));
        }
        return new Value.Stored(e.type(), buffer, Arithmetic.ZERO, List.of(Expr.integer(sizes.size())), false, true);
    }

    private Value repeat(TypedExpr.IntrinsicCall e) {
        Value element = expressions.lower(e.arguments().get(0));
        List<Expr> sizes = new ArrayList<>();
        for (TypedExpr size : e.arguments().subList(1, e.arguments().size())) {
            sizes.add(elements.size(expressions.scalar(size)));
        }
        return repeat(element, sizes, e.type());
    }

    private Value repeat(Value element, List<Expr> repeated, Type type) {
        if (element instanceof Value.Compound c) {
            return c.map(type, (component, t) -> repeat(component, repeated, t));
        }
        if (element instanceof Value.Scalar s) {
            Expr once = context.emitter().once("element", s.expr());
            return new Value.Lazy(type, repeated, s.parameter(), Set.of(), (em, i) -> once);
        }
        Value.Container c = elements.stored("element", (Value.Container) element);
        List<Expr> sizes = new ArrayList<>(repeated);
        sizes.addAll(c.sizes());
        return new Value.Lazy(
                type, sizes, c.parameter(), c.buffers(), (em, i) -> c.at(em, i.subList(repeated.size(), i.size())));
    }

    private Value append(TypedExpr.IntrinsicCall e) {
        return append(
                expressions.lower(e.arguments().get(0)),
                expressions.lower(e.arguments().get(1)),
                e.type());
    }

    private Value append(Value front, Value back, Type type) {
        if (front instanceof Value.Compound a && back instanceof Value.Compound b) {
            List<Type> types = type.components();
            return new Value.Compound(
                    type,
                    IntStream.range(0, types.size())
                            .mapToObj(k ->
                                    append(a.components().get(k), b.components().get(k), types.get(k)))
                            .toList());
        }
        Value.Container first = (Value.Container) front;
        Value.Container second = (Value.Container) back;
        List<Expr> rest = first.sizes().subList(1, first.sizes().size());
        elements.requireSameSizes(second.sizes().subList(1, second.sizes().size()), rest, "elements of append_array");
        Expr firstCount = elements.size(first.sizes().get(0));
        List<Expr> sizes = new ArrayList<>();
        sizes.add(elements.size(Arithmetic.add(firstCount, second.sizes().get(0))));
        sizes.addAll(rest);
        Buffer buffer = context.emitter().buffer("appended", first.element());
        Value.Stored all =
                new Value.Stored(type, buffer, Arithmetic.ZERO, sizes, first.parameter() || second.parameter(), true);
        elements.allocate(buffer, all.count(), Stmt.Fill.NONE);
        storeFrom(all, Arithmetic.ZERO, first);
        storeFrom(all, firstCount, second);
        return all;
    }

    private void storeFrom(Value.Stored all, Expr start, Value.Container part) {
        elements.forEach(part.type(), part.sizes(), i -> {
            List<Expr> indices = new ArrayList<>(i);
            indices.set(0, Arithmetic.add(start, i.get(0)));
            context.emitter()
                    .emit(new Stmt.Store(
                            all.buffer(),
                            all.index(indices),
                            part.at(context.emitter(), i),
                            context.emitter().span()));
        });
    }

    /** Neighbouring elements of a sequence. */
    private Value part(TypedExpr.IntrinsicCall e) {
        Type whole = e.arguments().get(0).type();
        Value sequence = expressions.lower(e.arguments().get(0));
        List<Expr> numbers = e.arguments().stream()
                .skip(1)
                .map(a -> elements.size(expressions.scalar(a)))
                .toList();
        Expr size = Value.sizes(sequence, whole).get(0);
        Expr count = numbers.get(numbers.size() - 1);
        Expr from = switch (e.intrinsic()) {
            case SEGMENT -> numbers.get(0);
            case TAIL -> elements.size(Arithmetic.add(Arithmetic.subtract(size, count), Arithmetic.ONE));
            default -> Arithmetic.ONE;
        };
        Expr to = elements.size(Arithmetic.decrement(Arithmetic.add(from, count)));
        String what = Expressions.text(e.arguments().get(0));
        return new Selection(e.type(), List.of(expressions.range(from, to, size, what)))
                .of(context.emitter(), sequence, whole);
    }

    private Value reverse(TypedExpr.IntrinsicCall e) {
        Value sequence = expressions.lower(e.arguments().get(0));
        Expr last = elements.size(
                Arithmetic.decrement(Value.sizes(sequence, e.type()).get(0)));
        return reverse(sequence, e.type(), last);
    }

    private static Value reverse(Value sequence, Type type, Expr last) {
        if (sequence instanceof Value.Compound compound) {
            return compound.map(type, (component, t) -> reverse(component, t, last));
        }
        Value.Container c = (Value.Container) sequence;
        return new Value.Lazy(c.type(), c.sizes(), c.parameter(), c.buffers(), (em, i) -> {
            List<Expr> indices = new ArrayList<>(i);
            indices.set(0, Arithmetic.subtract(last, i.get(0)));
            return c.at(em, indices);
        });
    }

    private Value toInt(TypedExpr.IntrinsicCall e) {
        Value value = expressions.lower(e.arguments().get(0));
        if (value instanceof Value.Container c) {
            return c.element() == ScalarType.INT
                    ? c
                    : new Value.Lazy(e.type(), c.sizes(), false, c.buffers(), (em, i) -> toInt(c.at(em, i)));
        }
        return integer(toInt(((Value.Scalar) value).expr()));
    }

    private Expr toInt(Expr value) {
        return value.type() == ScalarType.INT ? value : new Expr.Call(toInt.get(), List.of(value));
    }
}
