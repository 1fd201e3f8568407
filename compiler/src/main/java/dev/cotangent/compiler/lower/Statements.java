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
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers statements. */
final class Statements {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Calls calls;

    Statements(Context context, Elements elements, Expressions expressions, Calls calls) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.calls = calls;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    // --- sequences

    /** Lowers statements in order; what follows an early exit is skipped by a choice or a guard. */
    void sequence(List<TypedStmt> statements) {
        for (int k = 0; k < statements.size(); k++) {
            TypedStmt s = statements.get(k);
            List<TypedStmt> rest = statements.subList(k + 1, statements.size());
            Optional<Exits.Split> split = Exits.split(s, rest);
            if (split.isPresent()) {
                choice((TypedStmt.If) s, split.get().whenTrue(), split.get().whenFalse());
                return;
            }
            lower(s);
            if (!rest.isEmpty() && Exits.mayExit(s)) {
                guarded(s, rest);
                return;
            }
        }
    }

    private void choice(TypedStmt.If s, List<TypedStmt> whenTrue, List<TypedStmt> whenFalse) {
        context.at(s.span());
        Expr condition = expressions.condition(s.condition());
        List<Stmt> first = emitter().block(() -> sequence(whenTrue));
        List<Stmt> second = emitter().block(() -> sequence(whenFalse));
        context.at(s.span());
        emitter().emit(new Stmt.If(condition, first, second, emitter().span()));
    }

    private void guarded(TypedStmt s, List<TypedStmt> rest) {
        Expr free = noneSet(flags(s));
        List<Stmt> statements = emitter().block(() -> sequence(rest));
        emitter().emit(new Stmt.If(free, statements, List.of(), emitter().span()));
    }

    /** The flags that a statement may set. */
    private List<Local> flags(TypedStmt s) {
        List<Local> flags = new ArrayList<>();
        if (Exits.returns(s)) {
            context.frame().returns().returned().ifPresent(flags::add);
        }
        if (Exits.breaks(s)) {
            context.loops().element().broken().ifPresent(flags::add);
        }
        if (Exits.continues(s)) {
            context.loops().element().continued().ifPresent(flags::add);
        }
        return flags;
    }

    private static Expr noneSet(List<Local> flags) {
        return flags.stream()
                .<Expr>map(f -> Expr.of(Operator.EQUAL, Expr.read(f), Arithmetic.ZERO))
                .reduce((a, b) -> Expr.of(Operator.AND, a, b))
                .orElse(Arithmetic.ONE);
    }

    private void lower(TypedStmt statement) {
        context.at(statement.span());
        if (statement instanceof TypedStmt.Declare s) {
            declare(s);
        } else if (statement instanceof TypedStmt.Assign s) {
            assign(s);
        } else if (statement instanceof TypedStmt.IncrementTarget s) {
            calls.addTo(context.target(s.span()), s.value());
        } else if (statement instanceof TypedStmt.For s) {
            forRange(s);
        } else if (statement instanceof TypedStmt.ForEach s) {
            forEach(s);
        } else if (statement instanceof TypedStmt.While s) {
            whileLoop(s);
        } else if (statement instanceof TypedStmt.If s) {
            choice(s, List.of(s.whenTrue()), s.whenFalse().map(List::of).orElse(List.of()));
        } else if (statement instanceof TypedStmt.Block s) {
            sequence(s.statements());
        } else if (statement instanceof TypedStmt.Break) {
            setFlag(context.loops().element().broken());
        } else if (statement instanceof TypedStmt.Continue) {
            setFlag(context.loops().element().continued());
        } else if (statement instanceof TypedStmt.Return s) {
            calls.giveBack(s);
        } else if (statement instanceof TypedStmt.CallStatement s) {
            calls.call(s.call());
        } else if (statement instanceof TypedStmt.Print s) {
            emitter().emit(new Stmt.Print(message(s.parts()), emitter().span()));
        } else if (statement instanceof TypedStmt.Reject s) {
            emitter()
                    .emit(new Stmt.Check(
                            Arithmetic.ZERO,
                            ModelFailure.Kind.REJECTION,
                            message(s.parts()),
                            emitter().span()));
        } else if (statement instanceof TypedStmt.Support s) {
            calls.support(s);
        } else if (statement instanceof TypedStmt.Require s) {
            calls.require(s);
        } else {
            throw new CompilerBug("no lowering of " + statement.getClass().getSimpleName());
        }
    }

    private void setFlag(Optional<Local> flag) {
        emitter().assign(flag.orElseThrow(), Arithmetic.ONE);
    }

    private List<Stmt.Part> message(List<TypedStmt.Message> parts) {
        List<Stmt.Part> message = new ArrayList<>();
        for (TypedStmt.Message part : parts) {
            if (part instanceof TypedStmt.Message.Text t) {
                message.add(new Stmt.Part.Text(t.text()));
            } else if (part instanceof TypedStmt.Message.Value v) {
                Value value = expressions.lower(v.value());
                message.add(
                        value instanceof Value.Scalar s
                                ? new Stmt.Part.Value(s.expr())
                                : new Stmt.Part.Elements(elements.stored("printed", (Value.Container) value)
                                        .slice()));
            }
        }
        return message;
    }

    // --- declarations and assignments

    private void declare(TypedStmt.Declare s) {
        Variable variable = s.variable();
        Optional<Value> value = s.initializer().map(expressions::lower);
        if (variable.type().isScalar()) {
            declareScalar(variable, value.map(v -> (Value.Scalar) v));
        } else {
            declareContainer(variable, value.map(v -> (Value.Container) v));
        }
    }

    /** What a variable's static qualifier is, given what it is declared with. */
    private boolean isParameter(Variable variable, boolean value) {
        if (variable.type().scalar() == Type.INT) {
            return false;
        }
        return switch (variable.scope()) {
            case TRANSFORMED_PARAMETER, MODEL, PARAMETER -> true;
            case DATA, TRANSFORMED_DATA, GENERATED_QUANTITY -> false;
            case LOCAL, FUNCTION_PARAMETER, LOOP -> {
                if (context.frame().function().isEmpty()) {
                    yield context.mode() == Context.Mode.DENSITY;
                }
                yield context.frame().isInLibrary() ? value : context.frame().parameter();
            }
        };
    }

    private static Storage storage(Variable variable) {
        return variable.scope() == Variable.Scope.TRANSFORMED_DATA ? Storage.DATA : Storage.WORK;
    }

    private void declareScalar(Variable variable, Optional<Value.Scalar> value) {
        ScalarType type = variable.type() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        Local local = new Local(emitter().names().fresh(variable.name()), type, storage(variable));
        calls.declare(variable, local);
        Expr undefined = type == ScalarType.INT ? Expr.integer(Integer.MIN_VALUE) : Expr.real(Double.NaN);
        emitter().assign(local, value.map(Value.Scalar::expr).orElse(undefined));
        boolean parameter =
                isParameter(variable, value.map(Value.Scalar::parameter).orElse(false));
        calls.bind(variable, new Value.Scalar(Expr.read(local), parameter));
    }

    private void declareContainer(Variable variable, Optional<Value.Container> value) {
        List<Expr> sizes = calls.declaredSizes(variable, expressions);
        boolean parameter =
                isParameter(variable, value.map(Value.Container::parameter).orElse(false));
        value.ifPresent(v -> elements.requireSameSizes(v.sizes(), sizes, variable.name()));
        if (value.isPresent()
                && value.get() instanceof Value.Stored s
                && s.temporary()
                && storage(variable) == Storage.WORK) {
            calls.bind(variable, new Value.Stored(variable.type(), s.buffer(), s.offset(), sizes, parameter, false));
            return;
        }
        ScalarType element = variable.type().scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        Buffer buffer = new Buffer(emitter().names().fresh(variable.name()), element, storage(variable));
        Value.Stored stored = new Value.Stored(variable.type(), buffer, Arithmetic.ZERO, sizes, parameter, false);
        elements.allocate(buffer, stored.count(), value.isPresent() ? Stmt.Fill.NONE : Stmt.Fill.UNDEFINED);
        value.ifPresent(v -> elements.store(stored, v));
        calls.bind(variable, stored);
    }

    private void assign(TypedStmt.Assign s) {
        Value old = context.value(s.variable(), s.span());
        Value value = expressions.lower(s.value());
        noteQualifier(s.variable(), old, value);
        if (old instanceof Value.Scalar scalar) {
            Local local = ((Expr.Read) scalar.expr()).local();
            emitter().assign(local, combine(s, scalar.expr(), ((Value.Scalar) value).expr()));
            return;
        }
        Value.Stored container = (Value.Stored) old;
        Type type = selectedType(container.type(), s.indices());
        Selection selection =
                expressions.selection(container, s.indices(), type, s.variable().name());
        if (type.isScalar()) {
            Expr index = container.index(selection.locate(emitter(), List.of()));
            store(s, container, index, ((Value.Scalar) value).expr());
        } else {
            assignElements(s, container, selection, value);
        }
    }

    private void store(TypedStmt.Assign s, Value.Stored container, Expr index, Expr value) {
        Expr place = s.operator().isPresent() ? emitter().once("place", index) : index;
        Expr combined = combine(s, new Expr.Load(container.buffer(), place), value);
        emitter()
                .emit(new Stmt.Store(
                        container.buffer(), place, combined, emitter().span()));
    }

    private void assignElements(TypedStmt.Assign s, Value.Stored to, Selection selection, Value value) {
        if (s.operator().isPresent() && selection.mayRepeat()) {
            assignRepeated(s, to, selection, value);
            return;
        }
        if (value instanceof Value.Scalar scalar) {
            Expr once = emitter().once("value", scalar.expr());
            elements.forEach(
                    selection.type(),
                    selection.sizes(),
                    i -> store(s, to, to.index(selection.locate(emitter(), i)), once));
            return;
        }
        Value.Container from = (Value.Container) value;
        elements.requireSameSizes(
                from.sizes(), selection.sizes(), "assignment to " + s.variable().name());
        Value.Container source = from.buffers().contains(to.buffer()) ? elements.copy("value", from) : from;
        elements.forEach(selection.type(), selection.sizes(), i -> {
            Expr element = source.at(emitter(), i);
            store(s, to, to.index(selection.locate(emitter(), i)), element);
        });
    }

    /** All new elements are computed before one is written: an index may occur more than once. */
    private void assignRepeated(TypedStmt.Assign s, Value.Stored to, Selection selection, Value value) {
        Value.Container old = (Value.Container) selection.of(emitter(), to);
        Value operand = value instanceof Value.Scalar scalar
                ? new Value.Scalar(emitter().once("value", scalar.expr()), scalar.parameter())
                : value;
        if (operand instanceof Value.Container c) {
            elements.requireSameSizes(
                    c.sizes(),
                    selection.sizes(),
                    "assignment to " + s.variable().name());
        }
        Value.Element combined = (em, i) -> combine(
                s,
                old.at(em, i),
                operand instanceof Value.Scalar scalar ? scalar.expr() : ((Value.Container) operand).at(em, i));
        Value.Stored result = elements.copy(
                "value", new Value.Lazy(selection.type(), selection.sizes(), old.parameter(), old.buffers(), combined));
        elements.forEach(
                selection.type(),
                selection.sizes(),
                i -> emitter()
                        .emit(new Stmt.Store(
                                to.buffer(),
                                to.index(selection.locate(emitter(), i)),
                                result.at(emitter(), i),
                                emitter().span())));
    }

    private Expr combine(TypedStmt.Assign s, Expr old, Expr value) {
        if (s.operator().isEmpty()) {
            return value;
        }
        BinaryOperator operator = s.operator().get();
        boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.INT_DIVIDE;
        if (divides && value.type() == ScalarType.INT) {
            return Expr.of(Operator.DIVIDE, old, expressions.divisor(value));
        }
        return Expr.of(
                switch (operator) {
                    case ADD -> Operator.ADD;
                    case SUBTRACT -> Operator.SUBTRACT;
                    case MULTIPLY -> Operator.MULTIPLY;
                    case DIVIDE, INT_DIVIDE -> Operator.DIVIDE;
                    default -> throw new CompilerBug("compound assignment with " + operator + " at " + s.span());
                },
                old,
                value);
    }

    /** In the library a local is of autodiff type as soon as something of autodiff type is assigned to it. */
    private void noteQualifier(Variable variable, Value old, Value value) {
        if (!context.frame().isInLibrary()
                || old.parameter()
                || !value.parameter()
                || variable.type().scalar() == Type.INT) {
            return;
        }
        calls.bind(
                variable,
                old instanceof Value.Stored s
                        ? new Value.Stored(s.type(), s.buffer(), s.offset(), s.sizes(), true, false)
                        : new Value.Scalar(((Value.Scalar) old).expr(), true));
    }

    /** Type of what an index list selects. */
    private static Type selectedType(Type type, List<TypedExpr.Index> indices) {
        Type result = type;
        int arrays = type.arrayDimensions();
        int keptArrays = arrays;
        for (int d = 0; d < StrictMath.min(arrays, indices.size()); d++) {
            if (indices.get(d) instanceof TypedExpr.Index.Single) {
                keptArrays--;
            }
        }
        result = type.innermost();
        if (indices.size() > arrays) {
            boolean first = indices.get(arrays) instanceof TypedExpr.Index.Single;
            boolean second = indices.size() > arrays + 1 && indices.get(arrays + 1) instanceof TypedExpr.Index.Single;
            if (result == Type.MATRIX) {
                result = first ? second ? Type.REAL : Type.ROW_VECTOR : second ? Type.VECTOR : Type.MATRIX;
            } else if (first) {
                result = Type.REAL;
            }
        }
        return Type.array(result, keptArrays);
    }

    // --- loops

    private void forRange(TypedStmt.For s) {
        Expr from = calls.settled("from", expressions.scalar(s.from()));
        Expr to = calls.settled("to", expressions.scalar(s.to()));
        Local index = emitter().local(s.index().name(), ScalarType.INT);
        context.ranges().put(index, new Context.Range(from, to));
        calls.bind(s.index(), new Value.Scalar(Expr.read(index), false));
        if (Exits.returns(s.body()) || Exits.breaks(s.body())) {
            countedWhile(index, from, to, () -> {}, s.body());
            return;
        }
        List<Stmt> body = body(s.body(), Optional.empty());
        emitter()
                .emit(new Stmt.For(
                        index, from, to, Stmt.Direction.UP, body, emitter().span()));
    }

    /** A loop over a range that may be left early; {@code first} starts every round. */
    private void countedWhile(Local index, Expr from, Expr to, Runnable first, TypedStmt loopBody) {
        Local next = emitter().local("next", ScalarType.INT);
        Optional<Local> broken = flag("broken", Exits.breaks(loopBody));
        emitter().assign(next, from);
        broken.ifPresent(b -> emitter().assign(b, Arithmetic.ZERO));
        List<Stmt> body = emitter().block(() -> {
            emitter().assign(index, Expr.read(next));
            first.run();
            body(loopBody, broken).forEach(emitter()::emit);
            emitter().assign(next, Expr.of(Operator.ADD, Expr.read(next), Arithmetic.ONE));
        });
        Expr inside = Expr.of(Operator.LESS_OR_EQUAL, Expr.read(next), to);
        Expr goesOn = Expr.of(Operator.AND, inside, noneSet(stopping(loopBody, broken)));
        emitter().emit(new Stmt.While(List.of(), goesOn, body, emitter().span()));
    }

    private List<Local> stopping(TypedStmt loopBody, Optional<Local> broken) {
        List<Local> flags = new ArrayList<>();
        broken.ifPresent(flags::add);
        if (Exits.returns(loopBody)) {
            context.frame().returns().returned().ifPresent(flags::add);
        }
        return flags;
    }

    private Optional<Local> flag(String hint, boolean needed) {
        return needed ? Optional.of(emitter().local(hint, ScalarType.INT)) : Optional.empty();
    }

    private List<Stmt> body(TypedStmt loopBody, Optional<Local> broken) {
        Optional<Local> continued = flag("continued", Exits.continues(loopBody));
        context.loops().push(new Context.Loop(broken, continued));
        List<Stmt> statements = emitter().block(() -> {
            continued.ifPresent(c -> emitter().assign(c, Arithmetic.ZERO));
            sequence(List.of(loopBody));
        });
        context.loops().pop();
        return statements;
    }

    private void forEach(TypedStmt.ForEach s) {
        Value.Stored container = elements.stored("elements", expressions.container(s.container()));
        Type type = s.element().type();
        int outer = container.sizes().size() - type.rank();
        if (Exits.returns(s.body()) || Exits.breaks(s.body())) {
            forEachUntilLeft(s, container, outer);
            return;
        }
        elements.forEach(
                outer == container.sizes().size() ? container.type() : Type.array(Type.REAL, outer),
                container.sizes().subList(0, outer),
                i -> {
                    calls.bind(s.element(), element(container, i, type));
                    body(s.body(), Optional.empty()).forEach(emitter()::emit);
                });
    }

    private void forEachUntilLeft(TypedStmt.ForEach s, Value.Stored container, int outer) {
        if (outer != 1) {
            throw new Unsupported(s.span(), "leaving a loop over the elements of a matrix");
        }
        Local index = emitter().local("i", ScalarType.INT);
        Expr last = Arithmetic.decrement(container.sizes().get(0));
        context.ranges().put(index, new Context.Range(Arithmetic.ZERO, last));
        Runnable first = () -> calls.bind(
                s.element(),
                element(container, List.of(Expr.read(index)), s.element().type()));
        countedWhile(index, Arithmetic.ZERO, last, first, s.body());
    }

    private Value element(Value.Stored container, List<Expr> indices, Type type) {
        List<Selection.Axis> axes = new ArrayList<>();
        indices.forEach(i -> axes.add(new Selection.Axis.Single(i)));
        for (int d = indices.size(); d < container.sizes().size(); d++) {
            axes.add(new Selection.Axis.Range(Arithmetic.ZERO, container.sizes().get(d), true));
        }
        Value value = new Selection(type, axes).of(emitter(), container);
        return value instanceof Value.Scalar s
                ? new Value.Scalar(emitter().once("element", s.expr()), s.parameter())
                : elements.stored("element", (Value.Container) value);
    }

    private void whileLoop(TypedStmt.While s) {
        Optional<Local> broken = flag("broken", Exits.breaks(s.body()));
        broken.ifPresent(b -> emitter().assign(b, Arithmetic.ZERO));
        List<Local> stopping = stopping(s.body(), broken);
        if (stopping.isEmpty()) {
            simpleWhile(s);
            return;
        }
        Local goesOn = emitter().local("goes_on", ScalarType.INT);
        List<Stmt> test = emitter().block(() -> {
            emitter().assign(goesOn, noneSet(stopping));
            List<Stmt> evaluate = emitter().block(() -> emitter().assign(goesOn, expressions.condition(s.condition())));
            emitter()
                    .emit(new Stmt.If(
                            isSet(goesOn), evaluate, List.of(), emitter().span()));
        });
        List<Stmt> body = body(s.body(), broken);
        context.at(s.span());
        emitter().emit(new Stmt.While(test, isSet(goesOn), body, emitter().span()));
    }

    private void simpleWhile(TypedStmt.While s) {
        Expr[] condition = new Expr[1];
        List<Stmt> test = emitter().block(() -> condition[0] = expressions.condition(s.condition()));
        List<Stmt> body = body(s.body(), Optional.empty());
        context.at(s.span());
        emitter().emit(new Stmt.While(test, condition[0], body, emitter().span()));
    }

    private static Expr isSet(Local flag) {
        return Expr.of(Operator.NOT_EQUAL, Expr.read(flag), Arithmetic.ZERO);
    }
}
