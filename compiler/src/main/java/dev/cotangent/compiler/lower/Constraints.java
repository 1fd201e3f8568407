package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lowers what declarations demand: the transforms of parameters, and checks of every other variable. */
final class Constraints {

    private final Context context;
    private final Shared shared;
    private final Calls calls;
    private final Elements elements;

    Constraints(Context context, Shared shared, Calls calls) {
        this.context = context;
        this.shared = shared;
        this.calls = calls;
        this.elements = calls.elements();
    }

    private Emitter emitter() {
        return context.emitter();
    }

    /** A transform of the library with its arguments beyond the value: scalars, or containers of its shape. */
    private record Transform(String name, List<Value> arguments) {}

    private Optional<Transform> elementwise(Constraint constraint) {
        if (constraint instanceof Constraint.Bounds b) {
            List<Value> bounds = new ArrayList<>();
            b.lower().map(this::bound).ifPresent(bounds::add);
            b.upper().map(this::bound).ifPresent(bounds::add);
            String name = b.lower().isPresent() ? b.upper().isPresent() ? "lower_upper" : "lower" : "upper";
            return Optional.of(new Transform(name + "_bound", bounds));
        } else if (constraint instanceof Constraint.OffsetMultiplier m) {
            Value offset = m.offset().map(this::bound).orElse(new Value.Scalar(Expr.real(0), false));
            Value multiplier = m.multiplier().map(this::bound).orElse(new Value.Scalar(Expr.real(1), false));
            return Optional.of(new Transform("offset_multiplier", List.of(offset, multiplier)));
        }
        return Optional.empty();
    }

    private Value bound(TypedExpr bound) {
        Value value = calls.expressions().lower(bound);
        if (value instanceof Value.Scalar s) {
            Expr real = s.expr().type() == ScalarType.INT ? Expr.of(Operator.TO_REAL, s.expr()) : s.expr();
            Expr folded = s.expr() instanceof Expr.IntConstant c ? Expr.real(c.value()) : real;
            return new Value.Scalar(emitter().once("bound", folded), s.parameter());
        }
        return elements.stored("bound", (Value.Container) value);
    }

    private List<Value> argumentsAt(Value value, Transform transform, List<Expr> indices) {
        List<Value> arguments = new ArrayList<>(List.of(value));
        for (Value argument : transform.arguments()) {
            arguments.add(
                    argument instanceof Value.Container c
                            ? new Value.Scalar(c.at(emitter(), last(indices, c)), c.parameter())
                            : argument);
        }
        return arguments;
    }

    /** The indices of the dimensions that a bound has: it may be of the shape of one element of an array. */
    private static List<Expr> last(List<Expr> indices, Value.Container bound) {
        return indices.subList(indices.size() - bound.sizes().size(), indices.size());
    }

    private Value apply(String name, List<Value> arguments, Variable variable) {
        return calls.apply(function(name, arguments.size(), variable), arguments, false);
    }

    private Function function(String name, int arguments, Variable variable) {
        return shared.library().functions(name).stream()
                .filter(f -> f.parameters().size() == arguments)
                .findFirst()
                .orElseThrow(() -> new Unsupported(variable.span(), "this constraint of " + variable.name()));
    }

    // --- sizes

    /** Number of unconstrained coordinates of a parameter, from its sizes but for those of arrays of tuples. */
    Expr unconstrainedSize(Variable variable, List<Expr> sizes) {
        if (!(variable.constraint() instanceof Constraint.Named n)) {
            return Arithmetic.product(sizes);
        }
        int arrays = sizes.size() - variable.type().innermost().rank();
        Expr each = unconstrainedSizeOfOne(variable, n, sizes.subList(arrays, sizes.size()));
        return Arithmetic.multiply(Arithmetic.product(sizes.subList(0, arrays)), each);
    }

    private Expr unconstrainedSizeOfOne(Variable variable, Constraint.Named constraint, List<Expr> sizes) {
        Function function = ofMostSizes(constraint.transform() + "_unconstrained_size", f -> true, 0, sizes, variable);
        List<Value> arguments = new ArrayList<>();
        for (Expr size : sizes.subList(0, function.parameters().size())) {
            arguments.add(new Value.Scalar(size, false));
        }
        Value value = calls.apply(function, arguments, false);
        return emitter().once(variable.name() + "_free", ((Value.Scalar) value).expr());
    }

    // --- parameters

    /** The constrained value of a parameter; its log Jacobian is added to the target if there is one. */
    Value constrain(Variable variable, List<Expr> sizes, Buffer position, Packing.Place place, Optional<Local> target) {
        emitter().at(variable.span());
        if (variable.constraint() instanceof Constraint.Named n) {
            return constrainNamed(variable, n, sizes, position, place, target);
        }
        Optional<Transform> transform = elementwise(variable.constraint());
        if (variable.type().isScalar()) {
            Local local = new Local(shared.names().fresh(variable.name()), ScalarType.REAL, Storage.WORK);
            Expr k = place.element(variable.type(), sizes, List.of());
            emitter().assign(local, constrainOne(variable, transform, position, k, List.of(), target));
            return new Value.Scalar(Expr.read(local), true);
        }
        if (transform.isEmpty() && place.outer() == 0) {
            return new Value.Stored(variable.type(), position, place.start().at(List.of()), sizes, true, false);
        }
        Value.Stored value = allocate(variable, sizes);
        elements.forEach(variable.type(), sizes, i -> {
            Expr k = place.element(variable.type(), sizes, i);
            Expr element = constrainOne(variable, transform, position, k, i, target);
            emitter().emit(new Stmt.Store(value.buffer(), value.index(i), element, variable.span()));
        });
        return value;
    }

    private Value.Stored allocate(Variable variable, List<Expr> sizes) {
        Buffer buffer = new Buffer(shared.names().fresh(variable.name()), ScalarType.REAL, Storage.WORK);
        Value.Stored value = new Value.Stored(variable.type(), buffer, Arithmetic.ZERO, sizes, true, false);
        elements.allocate(buffer, value.count(), Stmt.Fill.NONE);
        return value;
    }

    private Expr constrainOne(
            Variable variable,
            Optional<Transform> transform,
            Buffer position,
            Expr k,
            List<Expr> indices,
            Optional<Local> target) {
        Expr x = new Expr.Load(position, k);
        if (transform.isEmpty()) {
            return x;
        }
        Value free = new Value.Scalar(emitter().once(variable.name() + "_free", x), true);
        List<Value> arguments = argumentsAt(free, transform.get(), indices);
        Value value = apply(transform.get().name() + "_constrain", arguments, variable);
        target.ifPresent(t -> calls.addTo(t, apply(transform.get().name() + "_log_jacobian", arguments, variable)));
        return ((Value.Scalar) value).expr();
    }

    private Value constrainNamed(
            Variable variable,
            Constraint.Named constraint,
            List<Expr> sizes,
            Buffer position,
            Packing.Place place,
            Optional<Local> target) {
        int arrays = variable.type().arrayDimensions();
        List<Expr> inner = sizes.subList(arrays, sizes.size());
        Expr free = unconstrainedSizeOfOne(variable, constraint, inner);
        Value.Stored value = allocate(variable, sizes);
        forEachElement(variable, sizes, (i, k) -> {
            Expr start = place.block(sizes, i, free);
            Value.Stored x = new Value.Stored(Type.VECTOR, position, start, List.of(free), true, false);
            Value result = applySized(constraint.transform() + "_constrain", x, inner, variable);
            elements.store(element(value, i, k), (Value.Container) result);
            target.ifPresent(
                    t -> calls.addTo(t, applySized(constraint.transform() + "_log_jacobian", x, inner, variable)));
        });
        return value;
    }

    private interface ElementCode {
        void at(List<Expr> indices, Expr linear);
    }

    /** Runs code for every element of the array dimensions. */
    private void forEachElement(Variable variable, List<Expr> sizes, ElementCode code) {
        int arrays = variable.type().arrayDimensions();
        Type shape = Type.array(Type.REAL, arrays);
        List<Expr> outer = sizes.subList(0, arrays);
        elements.forEach(shape, outer, i -> code.at(i, Value.linear(shape, outer, i)));
    }

    private static Value.Stored element(Value.Stored value, List<Expr> indices, Expr linear) {
        int arrays = indices.size();
        List<Expr> inner = value.sizes().subList(arrays, value.sizes().size());
        Expr offset = Arithmetic.add(value.offset(), Arithmetic.multiply(linear, Arithmetic.product(inner)));
        return new Value.Stored(value.type().innermost(), value.buffer(), offset, inner, value.parameter(), false);
    }

    /** Applies a function of a container and as many sizes as it takes. */
    private Value applySized(String name, Value.Stored value, List<Expr> sizes, Variable variable) {
        Function function =
                ofMostSizes(name, f -> f.parameters().get(0).type().equals(value.type()), 1, sizes, variable);
        List<Value> arguments = new ArrayList<>(List.of(value));
        for (int k = 1; k < function.parameters().size(); k++) {
            arguments.add(new Value.Scalar(sizes.get(k - 1), false));
        }
        return calls.apply(function, arguments, false);
    }

    /** The overload that takes the most sizes of those that there are, beside {@code others} arguments. */
    private Function ofMostSizes(
            String name, Predicate<Function> fits, int others, List<Expr> sizes, Variable variable) {
        return shared.library().functions(name).stream()
                .filter(f -> f.parameters().size() <= others + sizes.size())
                .filter(fits)
                .max(Comparator.comparingInt(f -> f.parameters().size()))
                .orElseThrow(() -> new Unsupported(variable.span(), "this constraint of " + variable.name()));
    }

    // --- the way back

    /** Writes the unconstrained coordinates of a value. */
    void unconstrain(Variable variable, Value value, Buffer position, Packing.Place place) {
        emitter().at(variable.span());
        if (variable.constraint() instanceof Constraint.Named n) {
            Value.Stored stored = (Value.Stored) value;
            int arrays = variable.type().arrayDimensions();
            List<Expr> inner = stored.sizes().subList(arrays, stored.sizes().size());
            Expr free = unconstrainedSizeOfOne(variable, n, inner);
            forEachElement(variable, stored.sizes(), (i, k) -> {
                Value x = applySized(n.transform() + "_unconstrain", element(stored, i, k), inner, variable);
                Expr start = place.block(stored.sizes(), i, free);
                elements.store(
                        new Value.Stored(Type.VECTOR, position, start, List.of(free), true, false),
                        elements.stored("free", (Value.Container) x).flattened(Type.VECTOR));
            });
            return;
        }
        Optional<Transform> transform = elementwise(variable.constraint());
        if (value instanceof Value.Scalar s) {
            Expr k = place.element(variable.type(), List.of(), List.of());
            unconstrainOne(variable, transform, s.expr(), position, k, List.of());
            return;
        }
        Value.Stored stored = (Value.Stored) value;
        elements.forEach(variable.type(), stored.sizes(), i -> {
            Expr k = place.element(variable.type(), stored.sizes(), i);
            unconstrainOne(variable, transform, stored.at(emitter(), i), position, k, i);
        });
    }

    private void unconstrainOne(
            Variable variable, Optional<Transform> transform, Expr y, Buffer position, Expr k, List<Expr> indices) {
        Expr x = y;
        if (transform.isPresent()) {
            Value value = new Value.Scalar(emitter().once(variable.name() + "_value", y), false);
            List<Value> arguments = argumentsAt(value, transform.get(), indices);
            x = ((Value.Scalar) apply(transform.get().name() + "_unconstrain", arguments, variable)).expr();
        }
        emitter().emit(new Stmt.Store(position, k, x, variable.span()));
    }

    // --- checks

    /** Emits the checks that a value obeys its declaration. */
    void check(Variable variable, Value value) {
        emitter().at(variable.span());
        if (variable.constraint() instanceof Constraint.Bounds b) {
            b.lower().ifPresent(e -> checkBound(variable, value, e, Operator.GREATER_OR_EQUAL, "at least "));
            b.upper().ifPresent(e -> checkBound(variable, value, e, Operator.LESS_OR_EQUAL, "at most "));
        } else if (variable.constraint() instanceof Constraint.Named n) {
            Value.Stored stored = (Value.Stored) value;
            int arrays = variable.type().arrayDimensions();
            List<Expr> inner = stored.sizes().subList(arrays, stored.sizes().size());
            forEachElement(
                    variable,
                    stored.sizes(),
                    (i, k) -> applySized(n.transform() + "_check", element(stored, i, k), inner, variable));
        }
    }

    private void checkBound(Variable variable, Value value, TypedExpr bound, Operator operator, String relation) {
        Value limit = calls.expressions().lower(bound);
        if (value instanceof Value.Scalar s) {
            checkBound(variable, List.of(), s.expr(), scalar(limit, List.of()), operator, relation);
            return;
        }
        Value.Container c = (Value.Container) value;
        Value fixed = limit instanceof Value.Scalar s
                ? new Value.Scalar(emitter().once("bound", s.expr()), s.parameter())
                : limit;
        elements.forEach(
                c.type(),
                c.sizes(),
                i -> checkBound(variable, i, c.at(emitter(), i), scalar(fixed, i), operator, relation));
    }

    private Expr scalar(Value value, List<Expr> indices) {
        return value instanceof Value.Container c ? c.at(emitter(), last(indices, c)) : ((Value.Scalar) value).expr();
    }

    private void checkBound(
            Variable variable, List<Expr> indices, Expr value, Expr bound, Operator operator, String relation) {
        Expr found = emitter().once(variable.name() + "_value", value);
        Expr limit = found.type() == ScalarType.REAL && bound.type() == ScalarType.INT
                ? Expr.of(Operator.TO_REAL, bound)
                : bound;
        if (found.type() == ScalarType.INT && limit.type() == ScalarType.REAL) {
            throw new CompilerBug("an integer with a real bound at " + variable.span());
        }
        List<Stmt.Part> message = new ArrayList<>();
        message.add(new Stmt.Part.Text(variable.name()));
        for (int d = 0; d < indices.size(); d++) {
            message.add(new Stmt.Part.Text(d == 0 ? "[" : ","));
            message.add(new Stmt.Part.Value(Arithmetic.add(indices.get(d), Arithmetic.ONE)));
        }
        message.add(new Stmt.Part.Text((indices.isEmpty() ? "" : "]") + " is "));
        message.add(new Stmt.Part.Value(found));
        message.add(new Stmt.Part.Text(", but must be " + relation));
        message.add(new Stmt.Part.Value(limit));
        elements.check(Expr.of(operator, found, limit), ModelFailure.Kind.CONSTRAINT, message);
    }
}
