package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lowers calls of library functions with containers where the function takes one element. */
final class Lifting {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Calls calls;

    Lifting(Context context, Elements elements, Expressions expressions, Calls calls) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.calls = calls;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    /** True if the results of a lifted call add up. */
    static boolean isSum(Function function) {
        return function.isDensity()
                || function.name().endsWith("_lcdf")
                || function.name().endsWith("_lccdf");
    }

    Value call(TypedExpr.Call e) {
        if (isSum(e.function())) {
            return sum(e, false);
        }
        if (e.function().name().endsWith("_cdf")) {
            return product(e);
        }
        return e.function().isRandom() ? draws(e) : map(e);
    }

    /** The sum of the results; {@code direct} says that it is a term of the log density itself. */
    Value sum(TypedExpr.Call e, boolean direct) {
        Local sum = emitter().local("sum", ScalarType.REAL);
        emitter().assign(sum, Expr.real(0));
        boolean parameter = addTo(sum, e, direct);
        return new Value.Scalar(Expr.read(sum), parameter);
    }

    /** The arguments of a lifted call. */
    private record Arguments(List<Value> values, List<Boolean> lifted, List<Expr> sizes, Type shape) {

        /** Arguments of the application at indices of the common shape. */
        List<Value> at(Emitter emitter, List<Expr> indices, Function function) {
            List<Value> values = new ArrayList<>();
            for (int k = 0; k < this.values.size(); k++) {
                Value value = this.values.get(k);
                values.add(
                        lifted.get(k)
                                ? element(
                                        emitter,
                                        value,
                                        indices,
                                        function.parameters().get(k).type())
                                : value);
            }
            return values;
        }

        private static Value element(Emitter emitter, Value value, List<Expr> indices, Type type) {
            List<Selection.Axis> axes = new ArrayList<>();
            indices.forEach(i -> axes.add(new Selection.Axis.Single(i)));
            Type whole = value instanceof Value.Compound c ? c.type() : ((Value.Container) value).type();
            return new Selection(type, axes).of(emitter, value, whole);
        }

        boolean parameter() {
            return values.stream().anyMatch(Value::parameter);
        }

        /** The same with one dimension for all that are lifted over, whatever their number. */
        Arguments inOneDimension(Elements elements, Expr count, Function function) {
            List<Value> flat = new ArrayList<>();
            for (int k = 0; k < values.size(); k++) {
                Type parameter = function.parameters().get(k).type();
                flat.add(
                        lifted.get(k)
                                ? inOneDimension(
                                        elements.stored("elements", (Value.Container) values.get(k)), count, parameter)
                                : values.get(k));
            }
            return new Arguments(flat, lifted, List.of(count), Type.array(Type.REAL, 1));
        }

        private static Value inOneDimension(Value.Stored c, Expr count, Type parameter) {
            List<Expr> sizes = new ArrayList<>(List.of(count));
            sizes.addAll(c.sizes()
                    .subList(c.sizes().size() - parameter.rank(), c.sizes().size()));
            Type type = Type.array(parameter.isScalar() ? c.type().scalar() : parameter, 1);
            return new Value.Stored(type, c.buffer(), c.offset(), sizes, c.parameter(), false);
        }
    }

    private Arguments arguments(TypedExpr.Call e) {
        List<Value> values = new ArrayList<>();
        List<Boolean> lifted = new ArrayList<>();
        List<Expr> sizes = null;
        Type shape = null;
        for (int k = 0; k < e.arguments().size(); k++) {
            Variable parameter = e.function().parameters().get(k);
            Value value = expressions.lower(e.arguments().get(k));
            Type type = e.arguments().get(k).type();
            boolean isLifted = parameter.type() != Type.REALS
                    && parameter.type() != Type.INTS
                    && type.rank() > parameter.type().rank();
            if (isLifted) {
                List<Expr> own = Value.sizes(value, type);
                int outer = own.size() - parameter.type().rank();
                if (sizes == null) {
                    sizes = own.subList(0, outer);
                    shape = parameter.type().rank() == 0 ? type.realPart() : Type.array(Type.REAL, outer);
                } else {
                    elements.requireSameSizes(
                            own.subList(0, outer),
                            sizes,
                            "arguments of " + e.function().name());
                }
            }
            values.add(isLifted ? value : elements.stored(parameter.name(), value, parameter.type()));
            lifted.add(isLifted);
        }
        return new Arguments(values, lifted, sizes, shape);
    }

    /**
     * Adds the results for all elements to an accumulator.
     *
     * @param direct true if they are terms of the log density itself
     * @return true if the sum is of autodiff type
     */
    boolean addTo(Local accumulator, TypedExpr.Call e, boolean direct) {
        Arguments arguments = arguments(e);
        boolean dropping = calls.isDropping(e.normalization());
        List<TypedStmt> done = requireOnce(e.function(), arguments);
        if (dropping && !arguments.parameter() && e.function().isLibrary()) {
            checkOnly(e.function(), arguments, direct, done);
            return false;
        }
        elements.forEach(
                arguments.shape(),
                arguments.sizes(),
                i -> calls.addTo(
                        accumulator,
                        apply(e.function(), arguments.at(emitter(), i, e.function()), dropping, direct, done)));
        return arguments.parameter();
    }

    /** Lowers something for the arguments of every application. */
    void each(TypedExpr.Call e, Consumer<List<Value>> body) {
        Arguments arguments = arguments(e);
        elements.forEach(
                arguments.shape(),
                arguments.sizes(),
                i -> body.accept(calls.bindable(e.function(), arguments.at(emitter(), i, e.function()))));
    }

    /** A density of data alone: all its terms are dropped, its demands stay. */
    private void checkOnly(Function function, Arguments arguments, boolean direct, List<TypedStmt> done) {
        elements.forEach(
                arguments.shape(),
                arguments.sizes(),
                i -> apply(function, arguments.at(emitter(), i, function), true, direct, done));
    }

    private Value apply(
            Function function, List<Value> arguments, boolean dropping, boolean direct, List<TypedStmt> done) {
        return done.isEmpty()
                ? calls.apply(function, arguments, dropping, direct)
                : calls.inline(function, arguments, dropping, direct, done);
    }

    /** Lowers, before the loop, what a function requires of arguments that do not vary in it. */
    private List<TypedStmt> requireOnce(Function function, Arguments arguments) {
        if (!(function.body() instanceof Function.Code code)) {
            return List.of();
        }
        Set<Variable> varying = new HashSet<>();
        for (int k = 0; k < arguments.values().size(); k++) {
            if (arguments.lifted().get(k)) {
                varying.add(function.parameters().get(k));
            }
        }
        List<TypedStmt> fixed = code.block().statements().stream()
                .takeWhile(s -> s instanceof TypedStmt.Require || s instanceof TypedStmt.Support)
                .filter(s -> s instanceof TypedStmt.Require r
                        && !Qualifiers.mentions(
                                r.condition(), x -> x instanceof TypedExpr.Read v && varying.contains(v.variable())))
                .toList();
        if (!fixed.isEmpty()) {
            context.enter(function, false, false);
            for (int k = 0; k < arguments.values().size(); k++) {
                if (!arguments.lifted().get(k)) {
                    context.bind(
                            function.parameters().get(k), arguments.values().get(k));
                }
            }
            calls.statements().sequence(fixed);
            context.leave();
        }
        return fixed;
    }

    private Value product(TypedExpr.Call e) {
        Arguments arguments = arguments(e);
        Local product = emitter().local("product", ScalarType.REAL);
        emitter().assign(product, Expr.real(1));
        elements.forEach(arguments.shape(), arguments.sizes(), i -> {
            Value factor = calls.apply(e.function(), arguments.at(emitter(), i, e.function()), false);
            emitter().assign(product, Expr.of(Operator.MULTIPLY, Expr.read(product), ((Value.Scalar) factor).expr()));
        });
        return new Value.Scalar(Expr.read(product), arguments.parameter());
    }

    /** Random draws happen once, here, in order. */
    private Value draws(TypedExpr.Call e) {
        return e.function().returnType().isContainer() ? containers(e) : evaluated(e);
    }

    /** A map of which every element is computed here, once, in order. */
    private Value evaluated(TypedExpr.Call e) {
        Arguments arguments = arguments(e);
        boolean parameter = arguments.parameter() && !e.function().isRandom();
        Buffer buffer = emitter().buffer("elements", e.type().scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL);
        Value.Stored result =
                new Value.Stored(e.type(), buffer, Arithmetic.ZERO, elements.sizes(arguments.sizes()), parameter, true);
        elements.allocate(buffer, result.count(), Stmt.Fill.NONE);
        elements.forEach(e.type(), result.sizes(), i -> {
            Value element = calls.apply(e.function(), arguments.at(emitter(), i, e.function()), false);
            emitter()
                    .emit(new Stmt.Store(
                            buffer,
                            result.index(i),
                            ((Value.Scalar) element).expr(),
                            emitter().span()));
        });
        return result;
    }

    /**
     * An array of results that are containers. Their sizes are known once there is one, so the first is computed apart; of
     * none, all sizes are 0.
     */
    private Value containers(TypedExpr.Call e) {
        Arguments arguments = arguments(e);
        List<Expr> outer = elements.sizes(arguments.sizes());
        Expr count = elements.size(Arithmetic.product(outer));
        Arguments row = arguments.inOneDimension(elements, count, e.function());
        boolean parameter = arguments.parameter()
                && e.type().scalar() != Type.INT
                && !e.function().isRandom();
        ArrayResult result = new ArrayResult(context, elements, e.type(), outer);
        List<Stmt> some = emitter().block(() -> {
            result.first(container(e, row, Arithmetic.ZERO));
            elements.loop("i", Arithmetic.decrement(count), i -> {
                Expr k = Arithmetic.add(i, Arithmetic.ONE);
                result.next(k, container(e, row, k));
            });
        });
        List<Stmt> none = emitter().block(result::empty);
        emitter()
                .emit(new Stmt.If(
                        Expr.of(Operator.GREATER, count, Arithmetic.ZERO),
                        some,
                        none,
                        emitter().span()));
        return result.value(parameter);
    }

    private Value.Container container(TypedExpr.Call e, Arguments arguments, Expr k) {
        List<Value> values = arguments.at(emitter(), List.of(k), e.function());
        return (Value.Container) calls.apply(e.function(), values, false);
    }

    /** Both parts of each number are computed at once. */
    private Value complexNumbers(TypedExpr.Call e) {
        Arguments arguments = arguments(e);
        List<Expr> sizes = elements.sizes(arguments.sizes());
        Type type = e.type().realPart();
        List<Value.Stored> parts = Stream.of("real", "imag")
                .map(part -> emitter().buffer(part, ScalarType.REAL))
                .map(b -> new Value.Stored(type, b, Arithmetic.ZERO, sizes, arguments.parameter(), true))
                .toList();
        parts.forEach(part -> elements.allocate(part.buffer(), part.count(), Stmt.Fill.NONE));
        elements.forEach(type, sizes, i -> {
            Value element = calls.apply(e.function(), arguments.at(emitter(), i, e.function()), false);
            for (int k = 0; k < parts.size(); k++) {
                Value.Stored part = parts.get(k);
                Expr value =
                        ((Value.Scalar) ((Value.Compound) element).components().get(k)).expr();
                emitter()
                        .emit(new Stmt.Store(
                                part.buffer(), part.index(i), value, emitter().span()));
            }
        });
        return new Value.Compound(e.type(), List.copyOf(parts));
    }

    private Value map(TypedExpr.Call e) {
        if (e.function().returnType().isContainer()) {
            return containers(e);
        }
        if (e.type().isComplex()) {
            return complexNumbers(e);
        }
        if (e.function().name().endsWith("_jacobian")) {
            return evaluated(e);
        }
        Arguments arguments = arguments(e);
        Set<Buffer> buffers = new HashSet<>();
        for (Value value : arguments.values()) {
            if (value instanceof Value.Container c) {
                buffers.addAll(c.buffers());
            }
        }
        boolean parameter = arguments.parameter() && e.type().scalar() != Type.INT;
        return new Value.Lazy(e.type(), arguments.sizes(), parameter, buffers, (em, i) -> {
            Value result = calls.apply(e.function(), arguments.at(em, i, e.function()), false);
            return ((Value.Scalar) result).expr();
        });
    }
}
