package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.Normalization;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lowers calls: functions of the language are inlined, primitives are called. */
final class Calls {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Statements statements;
    private final Lifting lifting;
    private final Closures closures;
    private final InformationTerms information;
    private final Shared shared;

    Calls(Context context, Shared shared) {
        this.context = context;
        this.shared = shared;
        this.elements = new Elements(context);
        this.expressions = new Expressions(context, elements, this);
        this.statements = new Statements(context, elements, expressions, this);
        this.lifting = new Lifting(context, elements, expressions, this);
        this.information = new InformationTerms(context, expressions, this, lifting, shared);
        this.closures = new Closures(context, elements, expressions, this);
    }

    /** True if the log density has Jacobians as terms. */
    boolean countsJacobian() {
        return shared.countsJacobian();
    }

    Elements elements() {
        return elements;
    }

    InformationTerms information() {
        return information;
    }

    Closures closures() {
        return closures;
    }

    Expressions expressions() {
        return expressions;
    }

    Statements statements() {
        return statements;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    // --- calls

    Value call(TypedExpr.Call e) {
        Optional<Value> known = context.differentials().flatMap(d -> d.resultOf(e));
        if (known.isPresent()) {
            return known.get();
        }
        if (e.lifted()) {
            return lifting.call(e);
        }
        List<Value> arguments = e.arguments().stream().map(expressions::lower).toList();
        return apply(e.function(), arguments, isDropping(e.normalization()));
    }

    Value intrinsic(TypedExpr.IntrinsicCall e) {
        return new Intrinsics(context, elements, expressions, shared::toInt).call(e);
    }

    boolean isDropping(Normalization normalization) {
        return switch (normalization) {
            case FULL -> false;
            case DROP_CONSTANTS -> shared.dropsConstants();
            case AS_CALLER -> context.frame().dropping();
        };
    }

    /** Applies a function to arguments of its parameters' types. */
    Value apply(Function function, List<Value> arguments, boolean dropping) {
        return apply(function, arguments, dropping, false);
    }

    /** Applies a function; {@code direct} says that its result is a term of the log density itself. */
    Value apply(Function function, List<Value> arguments, boolean dropping, boolean direct) {
        if (function.body() instanceof Function.Extern) {
            return primitive(function, arguments);
        }
        if (shared.isRecursive(function)) {
            return shared.recursion().call(context, function, arguments, dropping);
        }
        return inline(function, arguments, dropping, direct, List.of());
    }

    /** Inlines a function, but for statements that have been lowered already. */
    Value inline(Function function, List<Value> arguments, boolean dropping, boolean direct, List<TypedStmt> done) {
        shared.reassigned().note(function);
        List<Value> bound = bindable(function, arguments);
        context.enter(function, dropping, direct, bound.stream().anyMatch(Value::parameter));
        for (int k = 0; k < bound.size(); k++) {
            context.bind(function.parameters().get(k), bound.get(k));
        }
        Value result = body(function, done);
        context.leave();
        return result;
    }

    /** Arguments in a form that a body may read many times. */
    List<Value> bindable(Function function, List<Value> arguments) {
        List<Value> bound = new ArrayList<>();
        for (int k = 0; k < arguments.size(); k++) {
            Variable parameter = function.parameters().get(k);
            Value argument = arguments.get(k);
            if (argument instanceof Value.Closure) {
                bound.add(argument);
            } else if (argument instanceof Value.Compound c) {
                bound.add(c.map(parameter.type(), (component, type) -> bindable(parameter.name(), component, type)));
            } else if (argument instanceof Value.Scalar s) {
                bound.add(new Value.Scalar(emitter().once(parameter.name(), s.expr()), s.parameter()));
            } else {
                Value.Stored stored = elements.stored(parameter.name(), (Value.Container) argument);
                bound.add(
                        parameter.type() == Type.REALS || parameter.type() == Type.INTS
                                ? stored.flattened(parameter.type())
                                : bindable(parameter.name(), stored, parameter.type()));
            }
        }
        return bound;
    }

    private Value bindable(String hint, Value value, Type type) {
        Value stored = elements.stored(hint, value, type);
        if (stored instanceof Value.Compound c) {
            return c.map(type, (component, t) -> bindable(hint, component, t));
        }
        return stored instanceof Value.Stored s
                ? new Value.Stored(s.type(), s.buffer(), s.offset(), elements.sizes(s.sizes()), s.parameter(), false)
                : stored;
    }

    private Value body(Function function, List<TypedStmt> done) {
        List<TypedStmt> body =
                new ArrayList<>(((Function.Code) function.body()).block().statements());
        body.removeIf(s -> done.stream().anyMatch(d -> d == s));
        TypedStmt last = body.isEmpty() ? null : body.get(body.size() - 1);
        int returns = body.stream().mapToInt(Exits::countReturns).sum() + supports(body);
        boolean direct = returns == 0 || returns == 1 && last instanceof TypedStmt.Return;
        boolean flagged = !direct && !Exits.returnsLast(body);
        Optional<Local> returned =
                flagged ? Optional.of(emitter().local("returned", ScalarType.INT)) : Optional.empty();
        returned.ifPresent(flag -> emitter().assign(flag, Arithmetic.ZERO));
        ReturnSlot slot = new ReturnSlot(context, elements, function.returnType(), !direct, returned);
        context.frame().setReturns(slot);
        statements.sequence(outsideSupport(body));
        return slot.result();
    }

    // --- densities

    /** But for a term of the log density itself, no mass is a value like any other: an early return. */
    private List<TypedStmt> outsideSupport(List<TypedStmt> body) {
        if (context.frame().direct()) {
            return body;
        }
        List<TypedStmt> rewritten = new ArrayList<>();
        for (TypedStmt s : body) {
            if (s instanceof TypedStmt.Support support) {
                Span span = s.span();
                TypedExpr outside =
                        new TypedExpr.Unary(TypedExpr.UnaryOperator.NOT, support.condition(), Type.INT, span);
                TypedExpr none = new TypedExpr.RealLiteral(Double.NEGATIVE_INFINITY, span);
                rewritten.add(new TypedStmt.If(
                        outside, new TypedStmt.Return(Optional.of(none), span), Optional.empty(), span));
            } else {
                rewritten.add(s);
            }
        }
        return rewritten;
    }

    private int supports(List<TypedStmt> body) {
        return context.frame().direct()
                ? 0
                : (int) body.stream()
                        .filter(TypedStmt.Support.class::isInstance)
                        .count();
    }

    void support(TypedStmt.Support s) {
        String name = functionName();
        elements.check(
                expressions.condition(s.condition()),
                ModelFailure.Kind.SUPPORT,
                List.of(new Stmt.Part.Text(
                        name + ": the outcome is outside the support: " + Expressions.text(s.condition()))));
    }

    void require(TypedStmt.Require s) {
        if (showsInResult(s.condition())) {
            return;
        }
        List<Stmt.Part> message = new ArrayList<>();
        message.add(new Stmt.Part.Text(functionName() + ": expected " + Expressions.text(s.condition())));
        Map<String, Expr> mentioned = new LinkedHashMap<>();
        Qualifiers.mentions(s.condition(), e -> {
            if (e instanceof TypedExpr.Read r && context.value(r.variable(), s.span()) instanceof Value.Scalar v) {
                mentioned.put(r.variable().name(), v.expr());
            } else if (e instanceof TypedExpr.IntrinsicCall size && isSizeOfVariable(size)) {
                mentioned.put(Expressions.text(size), expressions.scalar(size));
            }
            return false;
        });
        String separator = ", but ";
        for (Map.Entry<String, Expr> value : mentioned.entrySet()) {
            message.add(new Stmt.Part.Text(separator + value.getKey() + " is "));
            message.add(new Stmt.Part.Value(value.getValue()));
            separator = " and ";
        }
        ModelFailure.Kind kind = isOfSizes(s.condition()) ? ModelFailure.Kind.SIZE : ModelFailure.Kind.REJECTION;
        elements.check(expressions.condition(s.condition()), kind, message);
    }

    private static boolean isSizeOfVariable(TypedExpr.IntrinsicCall e) {
        return e.type() == Type.INT
                && e.arguments().stream()
                        .allMatch(a -> a instanceof TypedExpr.Read && a.type().isContainer());
    }

    /** True if a condition depends on sizes alone, so that no other position can make it true. */
    private static boolean isOfSizes(TypedExpr condition) {
        return Qualifiers.mentions(condition, TypedExpr.IntrinsicCall.class::isInstance)
                && !Qualifiers.mentions(
                        condition,
                        e -> e instanceof TypedExpr.Call
                                || e instanceof TypedExpr.Indexed
                                || e instanceof TypedExpr.Read r && r.type().isScalar());
    }

    /**
     * True of {@code !is_nan(x)} and {@code is_finite(x)} where x depends on parameters, in a density that is a term of the
     * log density itself: that isn't finite then either, so the point is refused all the same, while a check in a short
     * loop costs a quarter of it. Within a larger expression, as a component of a mixture, the check stays.
     */
    private boolean showsInResult(TypedExpr condition) {
        if (!context.frame().direct()) {
            return false;
        }
        if (condition instanceof TypedExpr.Unary not && not.operator() == TypedExpr.UnaryOperator.NOT) {
            return isOfParameter(not.operand(), "is_nan");
        }
        return isOfParameter(condition, "is_finite");
    }

    private boolean isOfParameter(TypedExpr condition, String function) {
        return condition instanceof TypedExpr.Call call
                && call.function().name().equals(function)
                && call.arguments().get(0) instanceof TypedExpr.Read read
                && context.value(read.variable(), read.span()) instanceof Value.Scalar scalar
                && scalar.parameter();
    }

    private String functionName() {
        return context.frame().function().map(Function::name).orElse("model");
    }

    /** Lowers a return; a library density gives back only the terms that its caller wants. */
    void giveBack(TypedStmt.Return s) {
        ReturnSlot slot = context.frame().returns();
        if (s.value().isEmpty()) {
            slot.leave();
            return;
        }
        TypedExpr value = s.value().get();
        if (context.frame().direct() && context.mode() == Context.Mode.METRIC) {
            information.add(value);
            slot.give(new Value.Scalar(Expr.real(0), false));
            return;
        }
        if (context.frame().direct()
                && value instanceof TypedExpr.Call call
                && call.function().isDensity()) {
            slot.give(termOfDensity(call));
            return;
        }
        boolean drops = context.frame().dropping()
                && context.frame().isInLibrary()
                && context.frame().function().map(Function::isDensity).orElse(false)
                && !isNoMass(value);
        if (drops) {
            Optional<TypedExpr> kept = Qualifiers.terms(
                    value,
                    t -> Qualifiers.isKept(
                            t, r -> context.value(r.variable(), r.span()).parameter()));
            value = kept.orElse(new TypedExpr.RealLiteral(0, s.span()));
        }
        slot.give(expressions.lower(value));
    }

    /** A density that is all that another returns, which is itself a term of the log density. */
    private Value termOfDensity(TypedExpr.Call call) {
        if (call.lifted()) {
            return lifting.sum(call, true);
        }
        List<Value> arguments =
                call.arguments().stream().map(expressions::lower).toList();
        return apply(call.function(), arguments, isDropping(call.normalization()), true);
    }

    /** True of what stands for a point outside a support, a constant that nobody may drop. */
    private static boolean isNoMass(TypedExpr value) {
        return value instanceof TypedExpr.RealLiteral literal && literal.value() == Double.NEGATIVE_INFINITY;
    }

    /** Adds a value, or all elements of a container, to an accumulator. */
    void addTo(Local accumulator, TypedExpr value) {
        if (value instanceof TypedExpr.Call c && c.lifted() && Lifting.isSum(c.function())) {
            Local sum = context.ownSum().orElse(accumulator);
            lifting.addTo(sum, c, context.isTarget(sum));
        } else if (value instanceof TypedExpr.Call c
                && !c.lifted()
                && c.function().isDensity()) {
            List<Value> arguments =
                    c.arguments().stream().map(expressions::lower).toList();
            boolean dropping = isDropping(c.normalization());
            addTo(accumulator, apply(c.function(), arguments, dropping, context.isTarget(accumulator)));
        } else if (value instanceof TypedExpr.Binary b
                && b.operator() == TypedExpr.BinaryOperator.ADD
                && b.type() == Type.REAL
                && !readsTarget(b)) {
            addTo(accumulator, b.left());
            addTo(accumulator, b.right());
        } else {
            addTo(accumulator, expressions.lower(value));
        }
    }

    /** True if it may see the target as it is, which adding term by term would change. */
    private static boolean readsTarget(TypedExpr value) {
        return Qualifiers.mentions(
                value,
                e -> e instanceof TypedExpr.IntrinsicCall i && i.intrinsic() == TypedExpr.Intrinsic.TARGET
                        || e instanceof TypedExpr.Call c && c.function().name().endsWith("_lp"));
    }

    void addTo(Local accumulator, Value value) {
        if (value instanceof Value.Scalar s) {
            Expr term = s.expr().type() == ScalarType.INT ? Expr.of(Operator.TO_REAL, s.expr()) : s.expr();
            if (!term.equals(Expr.real(0))) {
                emitter().assign(accumulator, Expr.of(Operator.ADD, Expr.read(accumulator), term));
            }
            return;
        }
        Value.Container c = (Value.Container) value;
        elements.forEach(
                c.type(), c.sizes(), i -> addTo(accumulator, new Value.Scalar(c.at(emitter(), i), c.parameter())));
    }

    // --- primitives

    private Value primitive(Function function, List<Value> arguments) {
        Primitive primitive = shared.primitive(function);
        boolean parameter = arguments.stream().anyMatch(Value::parameter) && function.returnType() != Type.INT;
        if (!primitive.isKernel()) {
            List<Expr> scalars =
                    arguments.stream().map(a -> ((Value.Scalar) a).expr()).toList();
            if (!primitive.isRandom()) {
                return new Value.Scalar(new Expr.Call(primitive, scalars), parameter);
            }
            Local drawn = emitter().local("drawn", primitive.result());
            emitter().emit(new Stmt.Draw(drawn, primitive, scalars, emitter().span()));
            return new Value.Scalar(Expr.read(drawn), false);
        }
        return kernel(function, primitive, bindable(function, arguments), parameter);
    }

    private Value kernel(Function function, Primitive primitive, List<Value> arguments, boolean parameter) {
        Function.Extern extern = (Function.Extern) function.body();
        context.enter(function, false, false);
        for (int k = 0; k < arguments.size(); k++) {
            context.bind(function.parameters().get(k), arguments.get(k));
        }
        if (context.differentials().isEmpty()) {
            extern.requirements().forEach(this::require);
        }
        List<Expr> sizes = extern.resultSizes().stream()
                .map(s -> elements.size(expressions.scalar(s)))
                .toList();
        context.leave();
        Buffer buffer = emitter().buffer(function.name(), primitive.result());
        Value.Stored result = new Value.Stored(function.returnType(), buffer, Arithmetic.ZERO, sizes, parameter, true);
        Expr count = function.returnType().isScalar() ? Arithmetic.ONE : result.count();
        elements.allocate(buffer, count, Stmt.Fill.NONE);
        List<Argument> passed = arguments.stream().map(Calls::argument).toList();
        emitter()
                .emit(new Stmt.Kernel(
                        primitive,
                        passed,
                        function.returnType().isScalar()
                                ? new dev.cotangent.compiler.ir.Slice(buffer, Arithmetic.ZERO, List.of(Arithmetic.ONE))
                                : result.slice(),
                        emitter().span()));
        return function.returnType().isScalar()
                ? new Value.Scalar(new Expr.Load(buffer, Arithmetic.ZERO), parameter)
                : result;
    }

    private static Argument argument(Value value) {
        return value instanceof Value.Scalar s ? new Argument.Scalar(s.expr()) : ((Value.Stored) value).slice();
    }

    /** In a rule: the tangent of an argument, or the cotangent. */
    Value differential(TypedExpr.Differential e) {
        return context.differentials().orElseThrow().value(e);
    }

    // --- variables

    void bind(Variable variable, Value value) {
        shared.bind(context, variable, value);
    }

    /** Sizes of a declared container. */
    List<Expr> declaredSizes(Variable variable) {
        return declaredSizes(variable, new IdentityHashMap<>());
    }

    /** Sizes of a declared container; {@code evaluated} holds those that it shares with other components of a tuple. */
    List<Expr> declaredSizes(Variable variable, Map<TypedExpr, Expr> evaluated) {
        return shared.declaredSizes(variable).orElseGet(() -> evaluateSizes(variable, evaluated));
    }

    private List<Expr> evaluateSizes(Variable variable, Map<TypedExpr, Expr> evaluated) {
        List<Expr> sizes = new ArrayList<>();
        for (TypedExpr size : variable.sizes()) {
            Expr known = evaluated.get(size);
            if (known == null) {
                known = fixed(variable, expressions.scalar(size));
                requireNotNegative(variable, known);
                evaluated.put(size, known);
            }
            sizes.add(known);
        }
        return sizes;
    }

    /** A size that stays what it is: transformed data are read by other procedures. */
    private Expr fixed(Variable variable, Expr size) {
        String hint = variable.name() + "_size";
        if (size instanceof Expr.IntConstant || variable.scope() != Variable.Scope.TRANSFORMED_DATA) {
            return settled(hint, size);
        }
        Local kept = new Local(emitter().names().fresh(hint), ScalarType.INT, Storage.DATA);
        emitter().assign(kept, size);
        return Expr.read(kept);
    }

    /** An integer that stays what it is, whatever is assigned later. */
    Expr settled(String hint, Expr value) {
        if (!shared.reassigned().mayChange(value)) {
            return emitter().once(hint, value);
        }
        Local copy = emitter().local(hint, ScalarType.INT);
        emitter().assign(copy, value);
        return Expr.read(copy);
    }

    /** Takes note of the local that a declared scalar becomes. */
    void declare(Variable variable, Local local) {
        shared.reassigned().declare(variable, local);
    }

    private void requireNotNegative(Variable variable, Expr size) {
        if (size instanceof Expr.IntConstant c && c.value() >= 0) {
            return;
        }
        elements.check(
                Expr.of(Operator.GREATER_OR_EQUAL, size, Arithmetic.ZERO),
                ModelFailure.Kind.SIZE,
                List.of(
                        new Stmt.Part.Text(variable.name() + " is declared with size "),
                        new Stmt.Part.Value(size),
                        new Stmt.Part.Text(", but a size must not be negative")));
    }
}
