package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Breaks active expressions into statements of one operation each, so that a primal and its derivative share every
 * intermediate value.
 *
 * <p>Behind it, whatever a derivative may refer to (operands of nonlinear operations, indices, bounds, conditions,
 * sizes) is a constant or reads {@linkplain Settled settled} locals only. Operands of linear operations stay as they
 * are, and so does inactive code. A sum that adds to a local becomes one statement {@code x = x + term} a term.
 */
final class Flatten {

    private record Term(Operator operator, Expr value) {}

    private final Activity activity;
    private final Settled settled;
    private final Emitter emitter;
    private Map<Local, Expr> copies = new HashMap<>();

    private Flatten(Activity activity, Settled settled, Names names) {
        this.activity = activity;
        this.settled = settled;
        this.emitter = new Emitter(names, null);
    }

    static List<Stmt> of(List<Stmt> body, Activity activity, Settled settled, Names names) {
        return new Flatten(activity, settled, names).block(body);
    }

    private List<Stmt> block(List<Stmt> statements) {
        return emitter.block(() -> statements.forEach(this::statement));
    }

    /** A block in which copies of what the given statement assigns may be out of date. */
    private List<Stmt> nested(List<Stmt> statements, Set<Local> assigned) {
        Map<Local, Expr> outer = copies;
        copies = new HashMap<>(outer);
        copies.keySet().removeAll(assigned);
        List<Stmt> result = block(statements);
        copies = outer;
        return result;
    }

    private void statement(Stmt statement) {
        emitter.at(statement.span());
        if (!touches(statement)) {
            emitter.emit(statement);
        } else if (statement instanceof Stmt.Assign assign) {
            assign(assign);
        } else if (statement instanceof Stmt.Store s) {
            emitter.emit(new Stmt.Store(s.buffer(), stable(s.index()), linear(s.value()), s.span()));
        } else if (statement instanceof Stmt.Increment s) {
            emitter.emit(new Stmt.Increment(s.buffer(), stable(s.index()), linear(s.value()), s.span()));
        } else if (statement instanceof Stmt.Allocate s) {
            emitter.emit(new Stmt.Allocate(s.buffer(), stable(s.size()), s.fill(), s.span()));
        } else if (statement instanceof Stmt.Kernel s) {
            List<Argument> arguments =
                    s.arguments().stream().map(this::argument).toList();
            emitter.emit(new Stmt.Kernel(s.primitive(), arguments, slice(s.result()), s.span()));
        } else if (statement instanceof Stmt.Invoke s) {
            List<Expr> arguments = s.arguments().stream().map(this::linear).toList();
            emitter.emit(new Stmt.Invoke(s.procedure(), arguments, s.results(), s.span()));
        } else if (statement instanceof Stmt.Push s) {
            emitter.emit(new Stmt.Push(linear(s.value()), s.span()));
        } else {
            compound(statement);
        }
        assignedIn(statement).forEach(copies::remove);
    }

    private void compound(Stmt statement) {
        if (statement instanceof Stmt.For s) {
            Expr from = stable(s.from());
            Expr to = stable(s.to());
            List<Stmt> body = nested(s.body(), assignedIn(s));
            emitter.emit(new Stmt.For(s.index(), from, to, s.direction(), body, s.span()));
        } else if (statement instanceof Stmt.If s) {
            Expr condition = stable(s.condition());
            List<Stmt> whenTrue = nested(s.whenTrue(), Set.of());
            List<Stmt> whenFalse = nested(s.whenFalse(), Set.of());
            emitter.emit(new Stmt.If(condition, whenTrue, whenFalse, s.span()));
        } else if (statement instanceof Stmt.While s) {
            List<Stmt> test = nested(s.test(), assignedIn(s));
            List<Stmt> body = nested(s.body(), assignedIn(s));
            emitter.emit(new Stmt.While(test, s.condition(), body, s.span()));
        } else {
            emitter.emit(statement);
        }
    }

    /** True if a statement or one in it writes an active variable. */
    private boolean touches(Stmt statement) {
        boolean[] found = {false};
        Access.walk(List.of(statement), s -> {
            found[0] |= Access.assigned(s).stream().anyMatch(activity::isActive);
            found[0] |= Access.written(s).stream().anyMatch(activity::isActive);
            found[0] |= s instanceof Stmt.Push push && activity.isActive(push.value());
        });
        return found[0];
    }

    private static Set<Local> assignedIn(Stmt statement) {
        Set<Local> assigned = new HashSet<>();
        Access.walk(List.of(statement), s -> assigned.addAll(Access.assigned(s)));
        return assigned;
    }

    private void assign(Stmt.Assign s) {
        List<Term> terms = new ArrayList<>();
        if (!activity.isActive(s.value())) {
            emitter.emit(s);
        } else if (accumulates(s.target(), s.value(), terms)) {
            Expr target = Expr.read(s.target());
            terms.forEach(term -> emitter.assign(s.target(), Expr.of(term.operator(), target, linear(term.value()))));
        } else {
            Expr value = operation(s.value());
            emitter.assign(s.target(), settled.contains(s.target()) || isLinear(value) ? value : once(value));
        }
    }

    /** True if {@code value} is {@code target} plus and minus terms that do not read it; collects the terms. */
    private static boolean accumulates(Local target, Expr value, List<Term> terms) {
        if (!(value instanceof Expr.Operation sum)
                || (sum.operator() != Operator.ADD && sum.operator() != Operator.SUBTRACT)) {
            return value.equals(Expr.read(target));
        }
        Expr left = sum.operands().get(0);
        Expr right = sum.operands().get(1);
        if (!Access.reads(right, target) && accumulates(target, left, terms)) {
            return terms.add(new Term(sum.operator(), right));
        }
        boolean reversed =
                sum.operator() == Operator.ADD && right.equals(Expr.read(target)) && !Access.reads(left, target);
        return reversed && terms.add(new Term(Operator.ADD, left));
    }

    private static boolean isLinear(Expr value) {
        return !(value instanceof Expr.Call)
                && !(value instanceof Expr.Operation operation
                        && (operation.operator() == Operator.MULTIPLY || operation.operator() == Operator.DIVIDE));
    }

    /** An expression whose operands are simple. */
    private Expr operation(Expr expression) {
        if (expression instanceof Expr.Load load) {
            return new Expr.Load(load.buffer(), stable(load.index()));
        }
        if (expression instanceof Expr.Call call) {
            return new Expr.Call(
                    call.primitive(), call.arguments().stream().map(this::value).toList());
        }
        if (expression instanceof Expr.Select select) {
            Expr condition = stable(select.condition());
            return new Expr.Select(condition, linear(select.whenTrue()), linear(select.whenFalse()));
        }
        if (expression instanceof Expr.Operation operation) {
            return new Expr.Operation(operation.operator(), operands(operation));
        }
        return expression;
    }

    private List<Expr> operands(Expr.Operation operation) {
        List<Expr> operands = operation.operands();
        return switch (operation.operator()) {
            case MULTIPLY -> {
                boolean both = operands.stream().allMatch(activity::isActive);
                yield operands.stream()
                        .map(operand -> both || !activity.isActive(operand) ? value(operand) : linear(operand))
                        .toList();
            }
            case DIVIDE -> operands.stream().map(this::value).toList();
            default -> operands.stream().map(this::linear).toList();
        };
    }

    /** An operand whose value no derivative needs. */
    private Expr linear(Expr expression) {
        if (expression.type() == ScalarType.INT) {
            return stable(expression);
        }
        boolean simple = expression instanceof Expr.Read || !activity.isActive(expression);
        return simple ? expression : once(operation(expression));
    }

    /** An operand whose value a derivative may need. */
    private Expr value(Expr expression) {
        if (expression.type() == ScalarType.INT) {
            return stable(expression);
        }
        if (expression instanceof Expr.RealConstant) {
            return expression;
        }
        if (expression instanceof Expr.Read read) {
            return settled.contains(read.local()) ? read : copies.computeIfAbsent(read.local(), local -> once(read));
        }
        return once(activity.isActive(expression) ? operation(expression) : expression);
    }

    /** An integer that has the same value when the derivative runs. */
    private Expr stable(Expr expression) {
        return settled.isStable(expression) ? expression : once(expression);
    }

    private Expr once(Expr value) {
        String hint = value instanceof Expr.Read read ? read.local().name() : "t";
        Local local = emitter.local(hint, value.type());
        emitter.assign(local, value);
        return Expr.read(local);
    }

    private Expr slot(Expr expression) {
        return expression.type() == ScalarType.INT ? stable(expression) : value(expression);
    }

    private Argument argument(Argument argument) {
        return argument instanceof Slice slice
                ? slice(slice)
                : new Argument.Scalar(slot(((Argument.Scalar) argument).value()));
    }

    private Slice slice(Slice slice) {
        return new Slice(
                slice.buffer(),
                stable(slice.offset()),
                slice.sizes().stream().map(this::stable).toList());
    }
}
