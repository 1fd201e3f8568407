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
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lowers statements. */
final class Statements {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Calls calls;
    private final AssignmentStatements assignments;
    private final LoopStatements loops;
    private final Messages messages;

    Statements(Context context, Elements elements, Expressions expressions, Calls calls) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.calls = calls;
        this.assignments = new AssignmentStatements(context, elements, expressions, calls);
        this.loops = new LoopStatements(context, elements, expressions, calls, this);
        this.messages = new Messages(elements, expressions);
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

    /** True while none of some flags is set. */
    static Expr noneSet(List<Local> flags) {
        return flags.stream()
                .<Expr>map(f -> Expr.of(Operator.EQUAL, Expr.read(f), Arithmetic.ZERO))
                .reduce((a, b) -> Expr.of(Operator.AND, a, b))
                .orElse(Arithmetic.ONE);
    }

    private void lower(TypedStmt statement) {
        context.at(statement.span());
        if (context.mode() == Context.Mode.METRIC && calls.information().isAddition(statement)) {
            return;
        }
        if (statement instanceof TypedStmt.Declare s) {
            declare(s);
        } else if (statement instanceof TypedStmt.Assign s) {
            assignments.assign(s);
        } else if (statement instanceof TypedStmt.Unpack s) {
            assignments.unpack(s);
        } else if (statement instanceof TypedStmt.IncrementTarget s) {
            increment(s);
        } else if (statement instanceof TypedStmt.IncrementJacobian s) {
            if (context.mode().countsJacobian() && calls.countsJacobian()) {
                calls.addTo(context.target(s.span()), s.value());
            }
        } else if (statement instanceof TypedStmt.For s) {
            loops.forRange(s);
        } else if (statement instanceof TypedStmt.ForEach s) {
            loops.forEach(s);
        } else if (statement instanceof TypedStmt.While s) {
            loops.whileLoop(s);
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
            emitter().emit(new Stmt.Print(messages.parts(s.parts()), emitter().span()));
        } else if (statement instanceof TypedStmt.Reject s) {
            emitter()
                    .emit(new Stmt.Check(
                            Arithmetic.ZERO,
                            s.fatal() ? ModelFailure.Kind.FATAL : ModelFailure.Kind.REJECTION,
                            messages.parts(s.parts()),
                            emitter().span()));
        } else if (statement instanceof TypedStmt.Support s) {
            calls.support(s);
        } else if (statement instanceof TypedStmt.Require s) {
            calls.require(s);
        } else {
            throw new CompilerBug("no lowering of " + statement.getClass().getSimpleName());
        }
    }

    private void increment(TypedStmt.IncrementTarget s) {
        if (context.mode() == Context.Mode.METRIC) {
            calls.information().increment(s.value(), s.span());
        } else {
            calls.addTo(context.target(s.span()), s.value());
        }
    }

    private void setFlag(Optional<Local> flag) {
        emitter().assign(flag.orElseThrow(), Arithmetic.ONE);
    }

    // --- declarations

    private void declare(TypedStmt.Declare s) {
        declare(s.variable(), s.initializer().map(expressions::lower), new IdentityHashMap<>());
    }

    /** Declares a variable, or all its components, which share the sizes that are given. */
    private void declare(Variable variable, Optional<Value> value, Map<TypedExpr, Expr> sizes) {
        if (variable.type().isStructured()) {
            for (int k = 0; k < variable.components().size(); k++) {
                int index = k;
                Optional<Value> component =
                        value.map(v -> ((Value.Compound) v).components().get(index));
                declare(variable.components().get(k), component, sizes);
            }
        } else if (variable.type().isScalar()) {
            declareScalar(variable, value.map(v -> (Value.Scalar) v));
        } else {
            declareContainer(variable, value.map(v -> (Value.Container) v), sizes);
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
                    yield context.mode().isDensity();
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

    private void declareContainer(Variable variable, Optional<Value.Container> value, Map<TypedExpr, Expr> evaluated) {
        List<Expr> sizes = calls.declaredSizes(variable, evaluated);
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
}
