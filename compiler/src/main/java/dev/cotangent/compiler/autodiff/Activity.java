package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which real locals and buffers are active: they vary with the independent variables and influence the dependent ones.
 * The order of statements is ignored, and a buffer counts as a whole, so it errs on the side of activity. Integers are
 * never active.
 */
public final class Activity {

    /** Stands for the values on the tape of reals. */
    private static final Object TAPE = new Object();

    private final Set<Object> active;

    private Activity(Set<Object> active) {
        this.active = active;
    }

    /**
     * Finds the active variables of procedures that may invoke one another.
     *
     * @param bodies all procedures' bodies
     * @param independent locals and buffers to differentiate in
     * @param dependent locals and buffers to differentiate
     */
    public static Activity of(Collection<List<Stmt>> bodies, Collection<?> independent, Collection<?> dependent) {
        Map<Object, List<Object>> successors = new HashMap<>();
        Map<Object, List<Object>> predecessors = new HashMap<>();
        Flow flow = (from, to) -> {
            successors.computeIfAbsent(from, key -> new ArrayList<>()).add(to);
            predecessors.computeIfAbsent(to, key -> new ArrayList<>()).add(from);
        };
        bodies.forEach(body -> Access.walk(body, statement -> flows(statement, flow)));
        Set<Object> active = closure(independent, successors);
        active.retainAll(closure(dependent, predecessors));
        return new Activity(active);
    }

    public boolean isActive(Local local) {
        return active.contains(local);
    }

    public boolean isActive(Buffer buffer) {
        return active.contains(buffer);
    }

    /** True if an active value lies on the tape at some time. */
    public boolean isTapeActive() {
        return active.contains(TAPE);
    }

    /** True if the value depends on an active variable by other means than an index or a condition. */
    public boolean isActive(Expr expression) {
        List<Object> sources = new ArrayList<>();
        sources(expression, sources);
        return sources.stream().anyMatch(active::contains);
    }

    private interface Flow {
        void add(Object from, Object to);
    }

    private static Set<Object> closure(Collection<?> start, Map<Object, List<Object>> edges) {
        Set<Object> reached = new HashSet<>(start);
        Deque<Object> open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            for (Object next : edges.getOrDefault(open.pop(), List.of())) {
                if (reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }

    private static void flows(Stmt statement, Flow flow) {
        if (statement instanceof Stmt.Invoke call) {
            flows(call, flow);
            return;
        }
        List<Object> sources = new ArrayList<>();
        if (statement instanceof Stmt.Kernel kernel) {
            for (int i = 0; i < kernel.arguments().size(); i++) {
                if (!kernel.primitive().derivative().isZero(i)) {
                    sources(kernel.arguments().get(i), sources);
                }
            }
        } else {
            Access.expressions(statement).forEach(expression -> sources(expression, sources));
        }
        if (statement instanceof Stmt.Pop) {
            sources.add(TAPE);
        }
        for (Object target : targets(statement)) {
            sources.forEach(source -> flow.add(source, target));
        }
    }

    private static void flows(Stmt.Invoke call, Flow flow) {
        for (int i = 0; i < call.arguments().size(); i++) {
            Local parameter = call.procedure().scalars().get(i);
            List<Object> sources = new ArrayList<>();
            sources(call.arguments().get(i), sources);
            sources.forEach(source -> flow.add(source, parameter));
        }
        for (int i = 0; i < call.results().size(); i++) {
            if (call.results().get(i).type() == ScalarType.REAL) {
                flow.add(call.procedure().results().get(i), call.results().get(i));
            }
        }
    }

    private static List<Object> targets(Stmt statement) {
        if (statement instanceof Stmt.Push push) {
            return push.value().type() == ScalarType.REAL ? List.of(TAPE) : List.of();
        }
        List<Object> targets = new ArrayList<>();
        if (!(statement instanceof Stmt.Draw)) {
            Access.assigned(statement).stream()
                    .filter(local -> local.type() == ScalarType.REAL)
                    .forEach(targets::add);
        }
        Access.written(statement).stream()
                .filter(buffer -> buffer.element() == ScalarType.REAL)
                .forEach(targets::add);
        return targets;
    }

    private static void sources(Argument argument, List<Object> sources) {
        if (argument instanceof Argument.Scalar scalar) {
            sources(scalar.value(), sources);
        } else if (argument instanceof Slice slice && slice.buffer().element() == ScalarType.REAL) {
            sources.add(slice.buffer());
        }
    }

    private static void sources(Expr expression, List<Object> sources) {
        if (expression.type() != ScalarType.REAL) {
            return;
        }
        if (expression instanceof Expr.Read read) {
            sources.add(read.local());
        } else if (expression instanceof Expr.Load load) {
            sources.add(load.buffer());
        } else if (expression instanceof Expr.Operation operation && operation.operator() != Operator.TO_REAL) {
            operation.operands().forEach(operand -> sources(operand, sources));
        } else if (expression instanceof Expr.Call call) {
            for (int i = 0; i < call.arguments().size(); i++) {
                if (!call.primitive().derivative().isZero(i)) {
                    sources(call.arguments().get(i), sources);
                }
            }
        } else if (expression instanceof Expr.Select select) {
            sources(select.whenTrue(), sources);
            sources(select.whenFalse(), sources);
        }
    }
}
