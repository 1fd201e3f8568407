package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.TypedExpr.Index;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Lowers expressions: what must run first is emitted, what remains is a {@link Value}. */
final class Expressions {

    private final Context context;
    private final Elements elements;
    private final Calls calls;

    Expressions(Context context, Elements elements, Calls calls) {
        this.context = context;
        this.elements = elements;
        this.calls = calls;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    Value lower(TypedExpr expr) {
        if (expr instanceof TypedExpr.IntLiteral e) {
            return new Value.Scalar(Expr.integer(e.value()), false);
        } else if (expr instanceof TypedExpr.RealLiteral e) {
            return new Value.Scalar(Expr.real(e.value()), false);
        } else if (expr instanceof TypedExpr.Read e) {
            return context.value(e.variable(), e.span());
        } else if (expr instanceof TypedExpr.Indexed e) {
            Value base = lower(e.base());
            return selection(base, e.base().type(), e.indices(), e.type(), text(e.base()))
                    .of(emitter(), base, e.base().type());
        } else if (expr instanceof TypedExpr.Unary e) {
            return unary(e);
        } else if (expr instanceof TypedExpr.Binary e) {
            return binary(e);
        } else if (expr instanceof TypedExpr.Conditional e) {
            return conditional(e);
        } else if (expr instanceof TypedExpr.Call e) {
            return calls.call(e);
        } else if (expr instanceof TypedExpr.IntrinsicCall e) {
            return calls.intrinsic(e);
        } else if (expr instanceof TypedExpr.ArrayLiteral e) {
            return literal(e.elements().stream().map(this::lower).toList(), e.type());
        } else if (expr instanceof TypedExpr.RowLiteral e) {
            return literal(e.elements().stream().map(this::lower).toList(), e.type());
        } else if (expr instanceof TypedExpr.Promote e) {
            return promote(lower(e.operand()), e.type());
        } else if (expr instanceof TypedExpr.Compound e) {
            return compound(e);
        } else if (expr instanceof TypedExpr.Component e) {
            return ((Value.Compound) lower(e.operand())).components().get(e.index());
        } else if (expr instanceof TypedExpr.Partwise e) {
            return new Value.Compound(e.type(), partwise(e));
        } else if (expr instanceof TypedExpr.Keep e) {
            return lower(e.operand());
        } else if (expr instanceof TypedExpr.FunctionName e) {
            return new Value.Closure(e.function(), List.of());
        } else if (expr instanceof TypedExpr.Closure e) {
            return calls.closures().capture(e);
        } else if (expr instanceof TypedExpr.Apply e) {
            return calls.closures().apply(e);
        } else if (expr instanceof TypedExpr.Jacobian e) {
            return calls.closures().jacobian(e);
        } else if (expr instanceof TypedExpr.Gradient e) {
            return calls.closures().gradient(e);
        } else if (expr instanceof TypedExpr.Hessian e) {
            return calls.closures().hessian(e);
        } else if (expr instanceof TypedExpr.Directional e) {
            return calls.closures().directional(e);
        } else if (expr instanceof TypedExpr.Differentiated e) {
            return calls.closures().differentiated(e);
        } else if (expr instanceof TypedExpr.Differential e) {
            return calls.differential(e);
        }
        throw new CompilerBug("no lowering of " + expr.getClass().getSimpleName() + " at " + expr.span());
    }

    /** The expression's source text, for messages. */
    static String text(TypedExpr expr) {
        return expr.span().text();
    }

    Expr scalar(TypedExpr expr) {
        if (lower(expr) instanceof Value.Scalar s) {
            return s.expr();
        }
        throw new CompilerBug("a scalar was expected at " + expr.span());
    }

    Value.Container container(TypedExpr expr) {
        if (lower(expr) instanceof Value.Container c) {
            return c;
        }
        throw new CompilerBug("a container was expected at " + expr.span());
    }

    /** A condition as 0 or 1. */
    Expr condition(TypedExpr expr) {
        return truth(scalar(expr));
    }

    private static Expr truth(Expr e) {
        return isTruth(e) ? e : Expr.of(Operator.NOT_EQUAL, e, Arithmetic.ZERO);
    }

    private static boolean isTruth(Expr e) {
        return e instanceof Expr.Operation o
                && switch (o.operator()) {
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> true;
                    default -> false;
                };
    }

    // --- operators

    private Value unary(TypedExpr.Unary e) {
        return unary(e.operator(), lower(e.operand()), e.type());
    }

    private static Value unary(TypedExpr.UnaryOperator operator, Value operand, Type type) {
        if (operand instanceof Value.Compound c) {
            return c.map(type, (component, t) -> unary(operator, component, t));
        }
        return switch (operator) {
            case NEGATE -> map(operand, type, v -> Expr.of(Operator.NEGATE, v));
            case NOT -> map(operand, type, v -> Expr.of(Operator.NOT, truth(v)));
            case TRANSPOSE -> transpose((Value.Container) operand, type);
        };
    }

    private static Value transpose(Value.Container c, Type type) {
        if (c instanceof Value.Stored s && c.type() != Type.MATRIX) {
            return new Value.Stored(type, s.buffer(), s.offset(), s.sizes(), s.parameter(), false);
        }
        if (c.type() != Type.MATRIX) {
            return new Value.Lazy(type, c.sizes(), c.parameter(), c.buffers(), c::at);
        }
        List<Expr> sizes = List.of(c.sizes().get(1), c.sizes().get(0));
        return new Value.Lazy(
                type, sizes, c.parameter(), c.buffers(), (em, i) -> c.at(em, List.of(i.get(1), i.get(0))));
    }

    private static Value map(Value operand, Type type, UnaryOperator<Expr> function) {
        if (operand instanceof Value.Scalar s) {
            return new Value.Scalar(function.apply(s.expr()), s.parameter());
        }
        Value.Container c = (Value.Container) operand;
        return new Value.Lazy(type, c.sizes(), c.parameter(), c.buffers(), (em, i) -> function.apply(c.at(em, i)));
    }

    Value promote(Value operand, Type type) {
        if (operand instanceof Value.Compound c) {
            return c.map(type, this::promote);
        }
        if (type.isComplex()) {
            Value real = promote(operand, type.realPart());
            return new Value.Compound(type, List.of(real, zero(real, type.realPart())));
        }
        if (type.scalar() == Type.INT) {
            return operand;
        }
        if (operand instanceof Value.Scalar s && s.expr() instanceof Expr.IntConstant c) {
            return new Value.Scalar(Expr.real(c.value()), s.parameter());
        }
        boolean isReal = operand instanceof Value.Container c
                ? c.element() == ScalarType.REAL
                : ((Value.Scalar) operand).expr().type() == ScalarType.REAL;
        if (isReal) {
            return operand;
        }
        return map(operand, type, v -> Expr.of(Operator.TO_REAL, v));
    }

    /** Zero in the shape of a value. */
    private static Value zero(Value shape, Type type) {
        Expr zero = Expr.real(0);
        return shape instanceof Value.Container c
                ? new Value.Lazy(type, c.sizes(), false, Set.of(), (em, i) -> zero)
                : new Value.Scalar(zero, false);
    }

    private List<Value> partwise(TypedExpr.Partwise e) {
        List<Value> arguments = new ArrayList<>();
        for (TypedExpr argument : e.arguments()) {
            Value value = lower(argument);
            arguments.add(value instanceof Value.Compound ? value : elements.stored("part", value, argument.type()));
        }
        List<Value> parts = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            for (int k = 0; k < arguments.size(); k++) {
                Value argument = arguments.get(k);
                context.bind(
                        e.parameters().get(k),
                        argument instanceof Value.Compound c ? c.components().get(part) : argument);
            }
            parts.add(lower(e.body()));
        }
        return parts;
    }

    private Value compound(TypedExpr.Compound e) {
        List<Value> components = e.components().stream().map(this::lower).toList();
        if (!e.type().isComplex() || !e.type().isContainer()) {
            return new Value.Compound(e.type(), components);
        }
        Value.Container shape = components.stream()
                .filter(Value.Container.class::isInstance)
                .map(Value.Container.class::cast)
                .findFirst()
                .orElseThrow();
        Type part = e.type().realPart();
        List<Value> parts = new ArrayList<>();
        for (Value component : components) {
            if (component instanceof Value.Container c) {
                elements.requireSameSizes(c.sizes(), shape.sizes(), "parts of complex numbers");
            }
            Value all = once(component);
            parts.add(
                    all instanceof Value.Scalar s
                            ? new Value.Lazy(part, shape.sizes(), s.parameter(), Set.of(), (em, i) -> s.expr())
                            : all);
        }
        return new Value.Compound(e.type(), parts);
    }

    private Value binary(TypedExpr.Binary e) {
        if (e.operator() == BinaryOperator.AND || e.operator() == BinaryOperator.OR) {
            return logical(e);
        }
        Value left = lower(e.left());
        Value right = lower(e.right());
        if (left instanceof Value.Compound || right instanceof Value.Compound) {
            return new ComplexOperations(emitter(), this).binary(e, left, right);
        }
        return binary(e, left, right);
    }

    /** An operation of numbers and containers of such. */
    Value binary(TypedExpr.Binary e, Value left, Value right) {
        if (left instanceof Value.Scalar l && right instanceof Value.Scalar r) {
            return new Value.Scalar(operation(e, l.expr(), r.expr()), l.parameter() || r.parameter());
        }
        return elementwise(e, once(left), once(right));
    }

    private Value once(Value value) {
        return value instanceof Value.Scalar s
                ? new Value.Scalar(emitter().once("factor", s.expr()), s.parameter())
                : value;
    }

    private Value elementwise(TypedExpr.Binary e, Value left, Value right) {
        Value.Container shape = left instanceof Value.Container c ? c : (Value.Container) right;
        Set<Buffer> buffers = new HashSet<>(shape.buffers());
        if (left instanceof Value.Container && right instanceof Value.Container r) {
            elements.requireSameSizes(
                    r.sizes(),
                    shape.sizes(),
                    "operands of " + operator(e.operator()).symbol());
            buffers.addAll(r.buffers());
        }
        return new Value.Lazy(
                e.type(),
                shape.sizes(),
                left.parameter() || right.parameter(),
                buffers,
                (em, i) -> operation(e, element(em, left, i), element(em, right, i)));
    }

    private static Expr element(Emitter emitter, Value value, List<Expr> indices) {
        return value instanceof Value.Scalar s ? s.expr() : ((Value.Container) value).at(emitter, indices);
    }

    private Expr operation(TypedExpr.Binary e, Expr left, Expr right) {
        if (left.type() != right.type()) {
            throw new CompilerBug("operands of different types at " + e.span());
        }
        if (left.type() == ScalarType.INT) {
            switch (e.operator()) {
                case ADD:
                    return Arithmetic.add(left, right);
                case SUBTRACT:
                    return Arithmetic.subtract(left, right);
                case MULTIPLY:
                    return Arithmetic.multiply(left, right);
                case INT_DIVIDE, MODULO:
                    return division(e, left, right);
                default:
            }
        }
        return Expr.of(operator(e.operator()), left, right);
    }

    private Expr division(TypedExpr.Binary e, Expr left, Expr right) {
        return Expr.of(operator(e.operator()), left, divisor(right));
    }

    /** A divisor of integers, with a check that it is not zero. */
    Expr divisor(Expr value) {
        Expr divisor = emitter().once("divisor", value);
        if (!(divisor instanceof Expr.IntConstant c && c.value() != 0)) {
            elements.check(
                    Expr.of(Operator.NOT_EQUAL, divisor, Arithmetic.ZERO),
                    ModelFailure.Kind.REJECTION,
                    List.of(new Stmt.Part.Text("integer division by zero")));
        }
        return divisor;
    }

    private static Operator operator(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Operator.ADD;
            case SUBTRACT -> Operator.SUBTRACT;
            case MULTIPLY -> Operator.MULTIPLY;
            case DIVIDE, INT_DIVIDE -> Operator.DIVIDE;
            case MODULO -> Operator.REMAINDER;
            case LESS -> Operator.LESS;
            case LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            case GREATER -> Operator.GREATER;
            case GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case EQUAL -> Operator.EQUAL;
            case NOT_EQUAL -> Operator.NOT_EQUAL;
            case AND -> Operator.AND;
            case OR -> Operator.OR;
        };
    }

    /** Short-circuit, unless the right operand is free of effects and can't fail. */
    private Value logical(TypedExpr.Binary e) {
        Expr left = condition(e.left());
        Expr[] right = new Expr[1];
        List<Stmt> needed = emitter().block(() -> right[0] = condition(e.right()));
        if (needed.isEmpty() && isHarmless(right[0])) {
            return new Value.Scalar(Expr.of(operator(e.operator()), left, right[0]), false);
        }
        Local result = emitter().local("condition", ScalarType.INT);
        emitter().assign(result, left);
        List<Stmt> otherwise = new ArrayList<>(needed);
        otherwise.add(new Stmt.Assign(result, right[0], emitter().span()));
        boolean and = e.operator() == BinaryOperator.AND;
        Expr condition = Expr.of(Operator.NOT_EQUAL, Expr.read(result), Arithmetic.ZERO);
        emitter()
                .emit(new Stmt.If(
                        condition,
                        and ? otherwise : List.of(),
                        and ? List.of() : otherwise,
                        emitter().span()));
        return new Value.Scalar(Expr.read(result), false);
    }

    /** True if evaluating it can neither fail nor read outside a buffer. */
    private static boolean isHarmless(Expr e) {
        if (e instanceof Expr.Operation o) {
            boolean divides = o.type() == ScalarType.INT
                    && (o.operator() == Operator.DIVIDE || o.operator() == Operator.REMAINDER);
            return !divides && o.operands().stream().allMatch(Expressions::isHarmless);
        }
        return e instanceof Expr.IntConstant
                || e instanceof Expr.RealConstant
                || e instanceof Expr.Read
                || e instanceof Expr.Call c && c.arguments().stream().allMatch(Expressions::isHarmless);
    }

    /** True if both operands of a select may be evaluated for the choice of one, with their derivatives. */
    private static boolean isTrivial(Expr e) {
        if (e instanceof Expr.Operation o && o.operator() == Operator.NEGATE) {
            return isTrivial(o.operands().get(0));
        }
        return e instanceof Expr.IntConstant || e instanceof Expr.RealConstant || e instanceof Expr.Read;
    }

    // --- choices

    private Value conditional(TypedExpr.Conditional e) {
        Expr condition = condition(e.condition());
        if (e.type().isContainer() || e.type().isStructured()) {
            return choice(e, condition);
        }
        Value.Scalar[] value = new Value.Scalar[2];
        List<Stmt> first = emitter().block(() -> value[0] = (Value.Scalar) lower(e.whenTrue()));
        List<Stmt> second = emitter().block(() -> value[1] = (Value.Scalar) lower(e.whenFalse()));
        boolean parameter = value[0].parameter() || value[1].parameter();
        if (first.isEmpty() && second.isEmpty() && isTrivial(value[0].expr()) && isTrivial(value[1].expr())) {
            return new Value.Scalar(new Expr.Select(condition, value[0].expr(), value[1].expr()), parameter);
        }
        Local result = emitter().local("choice", value[0].expr().type());
        emitter()
                .emit(new Stmt.If(
                        condition,
                        append(
                                first,
                                new Stmt.Assign(
                                        result, value[0].expr(), emitter().span())),
                        append(
                                second,
                                new Stmt.Assign(
                                        result, value[1].expr(), emitter().span())),
                        emitter().span()));
        return new Value.Scalar(Expr.read(result), parameter);
    }

    private Value choice(TypedExpr.Conditional e, Expr condition) {
        boolean[] parameter = new boolean[1];
        Result result = Result.of(context, elements, "choice", e.type());
        List<Stmt> first = emitter().block(() -> {
            Value value = lower(e.whenTrue());
            parameter[0] |= value.parameter();
            result.assign(value);
        });
        List<Stmt> second = emitter().block(() -> {
            Value value = lower(e.whenFalse());
            parameter[0] |= value.parameter();
            result.assign(value);
        });
        emitter().emit(new Stmt.If(condition, first, second, emitter().span()));
        return result.value(parameter[0]);
    }

    private static List<Stmt> append(List<Stmt> statements, Stmt last) {
        List<Stmt> all = new ArrayList<>(statements);
        all.add(last);
        return all;
    }

    // --- literals

    private Value literal(List<Value> values, Type type) {
        if (type.isStructured()) {
            List<Type> types = type.components();
            return new Value.Compound(
                    type,
                    IntStream.range(0, types.size())
                            .mapToObj(k -> literal(component(values, k), types.get(k)))
                            .toList());
        }
        Expr count = Expr.integer(values.size());
        ScalarType scalar = type.scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        boolean parameter = values.stream().anyMatch(Value::parameter);
        List<Expr> sizes = new ArrayList<>(List.of(count));
        if (!values.isEmpty() && values.get(0) instanceof Value.Container c) {
            sizes.addAll(elements.sizes(c.sizes()));
        }
        while (sizes.size() < type.rank()) {
            sizes.add(Arithmetic.ZERO);
        }
        Buffer buffer = emitter().buffer("literal", scalar);
        Value.Stored result = new Value.Stored(type, buffer, Arithmetic.ZERO, sizes, parameter, true);
        elements.allocate(buffer, result.count(), Stmt.Fill.NONE);
        for (int k = 0; k < values.size(); k++) {
            storePart(result, Expr.integer(k), values.get(k));
        }
        return result;
    }

    private static List<Value> component(List<Value> values, int index) {
        return values.stream()
                .map(v -> ((Value.Compound) v).components().get(index))
                .toList();
    }

    private void storePart(Value.Stored result, Expr position, Value part) {
        if (part instanceof Value.Scalar s) {
            emitter()
                    .emit(new Stmt.Store(
                            result.buffer(), position, s.expr(), emitter().span()));
            return;
        }
        Value.Container c = (Value.Container) part;
        elements.requireSameSizes(
                c.sizes(), result.sizes().subList(1, result.sizes().size()), "elements of a literal");
        elements.forEach(c.type(), c.sizes(), i -> {
            List<Expr> indices = new ArrayList<>(List.of(position));
            indices.addAll(i);
            emitter()
                    .emit(new Stmt.Store(
                            result.buffer(),
                            result.index(indices),
                            c.at(emitter(), i),
                            emitter().span()));
        });
    }

    // --- indexing

    /** What an index list selects of a container; indices are evaluated and, where they are single, checked here. */
    Selection selection(Value base, Type whole, List<Index> indices, Type type, String what) {
        List<Selection.Axis> axes = new ArrayList<>();
        List<Expr> sizes = Value.sizes(base, whole);
        for (int d = 0; d < sizes.size(); d++) {
            Expr size = sizes.get(d);
            axes.add(
                    d < indices.size()
                            ? axis(base, indices.get(d), size, what)
                            : new Selection.Axis.Range(Arithmetic.ZERO, size, true));
        }
        return new Selection(type, axes);
    }

    private Selection.Axis axis(Value base, Index index, Expr size, String what) {
        if (index instanceof Index.Single s) {
            return new Selection.Axis.Single(elements.index(scalar(s.index()), size, what));
        } else if (index instanceof Index.Multiple m) {
            Value.Container given = container(m.indices());
            boolean overlaps = !Collections.disjoint(given.buffers(), Value.buffers(base));
            Value.Stored indices = overlaps ? elements.copy("indices", given) : elements.stored("indices", given);
            return new Selection.Axis.Multiple(indices, (em, i) -> elements.index(indices.at(em, i), size, what));
        }
        Index.Range r = (Index.Range) index;
        if (r.from().isEmpty() && r.to().isEmpty()) {
            return new Selection.Axis.Range(Arithmetic.ZERO, size, true);
        }
        Expr from = r.from().map(this::scalar).map(elements::size).orElse(Arithmetic.ONE);
        Expr to = r.to().map(this::scalar).map(elements::size).orElse(size);
        return range(from, to, size, what);
    }

    /** A range of indices from 1, both ends inclusive and checked. */
    Selection.Axis range(Expr from, Expr to, Expr size, String what) {
        if (from.equals(Arithmetic.ONE) && to.equals(size)) {
            return new Selection.Axis.Range(Arithmetic.ZERO, size, true);
        }
        Expr count = elements.size(positive(Arithmetic.add(Arithmetic.subtract(to, from), Arithmetic.ONE)));
        Expr inside = Expr.of(
                Operator.AND,
                Expr.of(Operator.GREATER_OR_EQUAL, from, Arithmetic.ONE),
                Expr.of(Operator.LESS_OR_EQUAL, to, size));
        Expr ok = Expr.of(Operator.OR, Expr.of(Operator.EQUAL, count, Arithmetic.ZERO), inside);
        elements.check(
                ok,
                ModelFailure.Kind.INDEX,
                List.of(
                        new Stmt.Part.Text("range "),
                        new Stmt.Part.Value(from),
                        new Stmt.Part.Text(":"),
                        new Stmt.Part.Value(to),
                        new Stmt.Part.Text(" of " + what + " is out of range: it has size "),
                        new Stmt.Part.Value(size)));
        return new Selection.Axis.Range(Arithmetic.decrement(from), count, false);
    }

    private static Expr positive(Expr count) {
        return count instanceof Expr.IntConstant c
                ? Expr.integer(StrictMath.max(0, c.value()))
                : Expr.of(Operator.MAXIMUM, count, Arithmetic.ZERO);
    }
}
