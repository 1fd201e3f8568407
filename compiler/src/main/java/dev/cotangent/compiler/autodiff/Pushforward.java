package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.TangentMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Emits flattened statements, each followed by the tangents of what it writes. */
final class Pushforward {

    private final Activity activity;
    private final Settled settled;
    private final Tangents tangents;
    private final Map<Procedure, Procedure> callees;
    private final Emitter emitter;

    /**
     * Creates the transformation of one procedure.
     *
     * @param callees the tangent procedure of every procedure that may be invoked
     */
    Pushforward(Activity activity, Settled settled, Tangents tangents, Map<Procedure, Procedure> callees) {
        this.activity = activity;
        this.settled = settled;
        this.tangents = tangents;
        this.callees = callees;
        this.emitter = new Emitter(tangents.names(), null);
    }

    List<Stmt> block(List<Stmt> statements) {
        return emitter.block(() -> statements.forEach(this::statement));
    }

    private void statement(Stmt statement) {
        emitter.at(statement.span());
        if (statement instanceof Stmt.For s) {
            emitter.emit(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), block(s.body()), s.span()));
        } else if (statement instanceof Stmt.If s) {
            emitter.emit(new Stmt.If(s.condition(), block(s.whenTrue()), block(s.whenFalse()), s.span()));
        } else if (statement instanceof Stmt.While s) {
            emitter.emit(new Stmt.While(block(s.test()), s.condition(), block(s.body()), s.span()));
        } else if (statement instanceof Stmt.Pop s) {
            pop(s);
        } else if (statement instanceof Stmt.Invoke s) {
            invoke(s);
        } else if (statement instanceof Stmt.Assign s
                && TangentMark.direction(s.value()).isPresent()) {
            mark(s, TangentMark.direction(s.value()).getAsInt());
        } else {
            emitter.emit(statement);
            tangent(statement);
        }
    }

    /** Nothing that is differentiated depends on what a mark stands for. */
    private void mark(Stmt.Assign s, int direction) {
        Expr marked = ((Expr.Call) s.value()).arguments().get(0);
        emitter.assign(s.target(), operand(marked, direction));
    }

    private void tangent(Stmt statement) {
        if (statement instanceof Stmt.Assign s && activity.isActive(s.target())) {
            assign(s);
        } else if (statement instanceof Stmt.Store s && activity.isActive(s.buffer())) {
            each(d -> emitter.emit(
                    new Stmt.Store(tangents.of(s.buffer(), d), s.index(), operand(s.value(), d), s.span())));
        } else if (statement instanceof Stmt.Increment s && isActive(s)) {
            each(d -> emitter.emit(
                    new Stmt.Increment(tangents.of(s.buffer(), d), s.index(), operand(s.value(), d), s.span())));
        } else if (statement instanceof Stmt.Allocate s && activity.isActive(s.buffer())) {
            Stmt.Fill fill = s.fill() == Stmt.Fill.NONE ? Stmt.Fill.NONE : Stmt.Fill.ZERO;
            each(d -> emitter.emit(new Stmt.Allocate(tangents.of(s.buffer(), d), s.size(), fill, s.span())));
        } else if (statement instanceof Stmt.Kernel s
                && activity.isActive(s.result().buffer())) {
            kernel(s);
        } else if (statement instanceof Stmt.Push s && isRecorded(s.value().type())) {
            each(d -> emitter.emit(new Stmt.Push(operand(s.value(), d), s.span())));
        }
    }

    private boolean isActive(Stmt.Increment s) {
        return activity.isActive(s.buffer()) && activity.isActive(s.value());
    }

    private interface Direction {
        void accept(int direction);
    }

    private void each(Direction action) {
        for (int d = 0; d < tangents.directions(); d++) {
            action.accept(d);
        }
    }

    private boolean isRecorded(ScalarType type) {
        return type == ScalarType.REAL && activity.isTapeActive();
    }

    private void pop(Stmt.Pop s) {
        if (isRecorded(s.target().type())) {
            for (int d = tangents.directions() - 1; d >= 0; d--) {
                emitter.emit(new Stmt.Pop(tangents.of(s.target(), d), s.span()));
            }
        }
        emitter.emit(s);
    }

    private void invoke(Stmt.Invoke s) {
        List<Expr> arguments = new ArrayList<>(s.arguments());
        for (Expr argument : s.arguments()) {
            if (argument.type() == ScalarType.REAL) {
                each(d -> arguments.add(operand(argument, d)));
            }
        }
        List<Local> results = new ArrayList<>(s.results());
        Variables.realScalars(s.results()).forEach(result -> results.addAll(tangents.all(result)));
        emitter.emit(new Stmt.Invoke(callees.get(s.procedure()), arguments, results, s.span()));
    }

    /** The tangent of an operand that is a read or inactive. */
    private Expr operand(Expr operand, int direction) {
        return operand instanceof Expr.Read read && activity.isActive(read.local())
                ? Expr.read(tangents.of(read.local(), direction))
                : Algebra.ZERO;
    }

    private void assign(Stmt.Assign s) {
        List<Expr> partials = s.value() instanceof Expr.Call call ? partials(call, s.target()) : List.of();
        each(d -> emitter.assign(tangents.of(s.target(), d), tangent(s.value(), s.target(), partials, d)));
    }

    private List<Expr> partials(Expr.Call call, Local target) {
        List<Expr> partials = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            boolean active = activity.isActive(call.arguments().get(i));
            partials.add(
                    active
                            ? emitter.once("partial", Rules.partial(call, i, settled.contains(target), target, emitter))
                            : Algebra.ZERO);
        }
        return partials;
    }

    private Expr tangent(Expr value, Local target, List<Expr> partials, int d) {
        if (!activity.isActive(value)) {
            return Algebra.ZERO;
        }
        if (value instanceof Expr.Load load) {
            return new Expr.Load(tangents.of(load.buffer(), d), load.index());
        }
        if (value instanceof Expr.Select select) {
            return new Expr.Select(select.condition(), operand(select.whenTrue(), d), operand(select.whenFalse(), d));
        }
        if (value instanceof Expr.Operation operation) {
            return operation(operation, target, d);
        }
        if (value instanceof Expr.Call call) {
            Expr sum = Algebra.ZERO;
            for (int i = 0; i < partials.size(); i++) {
                sum = Algebra.add(
                        sum,
                        Algebra.multiply(
                                partials.get(i), operand(call.arguments().get(i), d)));
            }
            return sum;
        }
        return operand(value, d);
    }

    private Expr operation(Expr.Operation operation, Local target, int d) {
        Expr left = operation.operands().get(0);
        Expr right = operation.operands().get(operation.operands().size() - 1);
        Expr leftTangent = operand(left, d);
        Expr rightTangent = operand(right, d);
        return switch (operation.operator()) {
            case ADD -> Algebra.add(leftTangent, rightTangent);
            case SUBTRACT -> Algebra.add(leftTangent, Algebra.negate(rightTangent));
            case NEGATE -> Algebra.negate(leftTangent);
            case MULTIPLY -> Algebra.add(Algebra.multiply(leftTangent, right), Algebra.multiply(left, rightTangent));
            case DIVIDE -> {
                Expr result = settled.contains(target) ? Expr.read(target) : operation;
                Expr change = Algebra.negate(Algebra.multiply(result, rightTangent));
                yield Algebra.divide(Algebra.add(leftTangent, change), right);
            }
            default -> throw new IllegalStateException("no derivative of " + operation);
        };
    }

    private void kernel(Stmt.Kernel s) {
        for (int i = 0; i < s.arguments().size(); i++) {
            if (isActive(s.arguments().get(i))) {
                Rules.requireRule(s.primitive(), i, s.span());
            }
        }
        boolean constant = s.arguments().stream().noneMatch(this::isActive);
        each(d -> {
            Slice result = tangent(s.result(), d);
            if (constant) {
                Loops.fill(result, Algebra.ZERO, emitter);
            } else {
                List<Optional<Argument>> arguments =
                        s.arguments().stream().map(a -> tangent(a, d)).toList();
                s.primitive().derivative().tangent(s, arguments, result, emitter);
            }
        });
    }

    private boolean isActive(Argument argument) {
        return argument instanceof Slice slice
                ? activity.isActive(slice.buffer())
                : activity.isActive(((Argument.Scalar) argument).value());
    }

    private Optional<Argument> tangent(Argument argument, int d) {
        if (!isActive(argument)) {
            return Optional.empty();
        }
        return Optional.of(
                argument instanceof Slice slice
                        ? tangent(slice, d)
                        : new Argument.Scalar(operand(((Argument.Scalar) argument).value(), d)));
    }

    private Slice tangent(Slice slice, int d) {
        return new Slice(tangents.of(slice.buffer(), d), slice.offset(), slice.sizes());
    }
}
