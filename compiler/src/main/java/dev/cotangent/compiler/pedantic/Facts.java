package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the log density is made of: its terms, and what each variable was computed from. Dependence is that of the whole
 * program, whatever the order of statements.
 */
final class Facts {

    private final Map<Variable, Set<Variable>> sources = new IdentityHashMap<>();
    private final RunningSums sums = new RunningSums();
    private final List<Factor> factors = new ArrayList<>();
    /** Statements with a condition, and what the condition reads. */
    private final Map<TypedStmt, Set<Variable>> conditions = new IdentityHashMap<>();

    private final List<TypedStmt> ordered = new ArrayList<>();

    Facts(TypedProgram program) {
        program.transformedData().forEach(s -> visit(s, Set.of(), false));
        program.transformedParameters().forEach(s -> visit(s, Set.of(), false));
        program.model().forEach(s -> visit(s, Set.of(), false));
    }

    List<Factor> factors() {
        return factors;
    }

    /** Branches and loops of the blocks that the log density consists of, in the order of the text. */
    List<TypedStmt> controlFlow() {
        return ordered;
    }

    Set<Variable> conditionOf(TypedStmt statement) {
        return conditions.get(statement);
    }

    /** The parameters that variables depend on, directly or through others, in the order of their discovery. */
    Set<Variable> parameters(Set<Variable> variables) {
        Set<Variable> found = new LinkedHashSet<>();
        closure(variables).stream()
                .filter(v -> v.scope() == Variable.Scope.PARAMETER)
                .forEach(found::add);
        return found;
    }

    Set<Variable> parameters(TypedExpr expression) {
        return parameters(reads(expression));
    }

    /** True if variables depend on data that were observed: sizes alone are none. */
    boolean dependOnData(Set<Variable> variables) {
        return closure(variables).stream().anyMatch(Facts::isObserved);
    }

    private static boolean isObserved(Variable variable) {
        boolean data = variable.scope() == Variable.Scope.DATA || variable.scope() == Variable.Scope.TRANSFORMED_DATA;
        return data && !(variable.type().isInteger() && variable.type().isScalar());
    }

    /** The variables whose values an expression mentions: sizes alone are none. */
    static Set<Variable> reads(Object expression) {
        Set<Variable> reads = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(expression, reads);
        return reads;
    }

    private static void collect(Object node, Set<Variable> reads) {
        if (node instanceof TypedExpr.Read read) {
            reads.add(read.variable());
        }
        if (!(node instanceof TypedExpr.IntrinsicCall call && call.intrinsic().isShape())) {
            TypedTree.children(node).forEach(child -> collect(child, reads));
        }
    }

    /** Variables and all that they depend on. */
    Set<Variable> all(Set<Variable> variables) {
        return closure(variables);
    }

    private Set<Variable> closure(Set<Variable> variables) {
        Set<Variable> all = new LinkedHashSet<>(variables);
        Deque<Variable> open = new ArrayDeque<>(variables);
        while (!open.isEmpty()) {
            for (Variable source : sources.getOrDefault(open.remove(), Set.of())) {
                if (all.add(source)) {
                    open.add(source);
                }
            }
        }
        return all;
    }

    private void visit(TypedStmt statement, Set<Variable> context, boolean conditional) {
        if (statement instanceof TypedStmt.Declare s) {
            s.initializer().ifPresent(value -> depend(s.variable(), value, context));
            s.initializer().ifPresent(value -> sums.assign(s.variable(), value, s.span(), context, conditional));
        } else if (statement instanceof TypedStmt.Assign s) {
            depend(s.variable(), s, context);
            sums.assign(s, context, conditional);
        } else if (statement instanceof TypedStmt.Unpack s) {
            TypedTree.all(List.of(s), TypedStmt.Destination.Part.class).forEach(p -> depend(p.variable(), s, context));
        } else if (statement instanceof TypedStmt.IncrementTarget s) {
            terms(s.value(), s.tilde(), s.span(), context, conditional);
        } else if (statement instanceof TypedStmt.IncrementJacobian s) {
            add(Optional.empty(), s.value(), false, s.span(), context, conditional);
        } else if (statement instanceof TypedStmt.CallStatement s) {
            add(Optional.empty(), s.call(), false, s.span(), context, conditional);
        } else {
            nested(statement, context, conditional);
        }
        if (!(statement instanceof TypedStmt.CallStatement)) {
            targetCalls(statement, context, conditional);
        }
    }

    private void nested(TypedStmt statement, Set<Variable> context, boolean conditional) {
        if (statement instanceof TypedStmt.Block s) {
            s.statements().forEach(inner -> visit(inner, context, conditional));
        } else if (statement instanceof TypedStmt.If s) {
            Set<Variable> inner = condition(s, s.condition(), context);
            visit(s.whenTrue(), inner, true);
            s.whenFalse().ifPresent(otherwise -> visit(otherwise, inner, true));
        } else if (statement instanceof TypedStmt.While s) {
            visit(s.body(), condition(s, s.condition(), context), true);
        } else if (statement instanceof TypedStmt.For s) {
            Set<Variable> range = reads(s.from());
            range.addAll(reads(s.to()));
            conditions.put(s, range);
            ordered.add(s);
            visit(s.body(), context, true);
        } else if (statement instanceof TypedStmt.ForEach s) {
            depend(s.element(), s.container(), context);
            visit(s.body(), context, true);
        }
    }

    private Set<Variable> condition(TypedStmt statement, TypedExpr condition, Set<Variable> context) {
        Set<Variable> reads = reads(condition);
        conditions.put(statement, reads);
        ordered.add(statement);
        Set<Variable> inner = new HashSet<>(context);
        inner.addAll(reads);
        return inner;
    }

    private void depend(Variable variable, Object value, Set<Variable> context) {
        Set<Variable> all = sources.computeIfAbsent(variable, v -> new LinkedHashSet<>());
        all.addAll(reads(value));
        all.addAll(context);
    }

    /** A sum adds its terms one by one, also if a variable has collected them. */
    private void terms(TypedExpr value, boolean tilde, Span span, Set<Variable> context, boolean conditional) {
        if (value instanceof TypedExpr.Binary sum && sum.operator() == TypedExpr.BinaryOperator.ADD) {
            terms(sum.left(), tilde, span, context, conditional);
            terms(sum.right(), tilde, span, context, conditional);
            return;
        }
        if (value instanceof TypedExpr.Read read) {
            List<RunningSums.Summand> summands = sums.open(read.variable());
            if (!summands.isEmpty()) {
                for (RunningSums.Summand summand : summands) {
                    Set<Variable> both = new HashSet<>(context);
                    both.addAll(summand.context());
                    terms(summand.value(), false, summand.span(), both, conditional || summand.conditional());
                }
                sums.close(read.variable(), summands);
                return;
            }
        }
        Optional<TypedExpr.Call> density =
                value instanceof TypedExpr.Call call && call.function().isDensity()
                        ? Optional.of(call)
                        : Optional.empty();
        add(density, value, tilde, span, context, conditional);
    }

    private void add(
            Optional<TypedExpr.Call> density,
            TypedExpr value,
            boolean tilde,
            Span span,
            Set<Variable> context,
            boolean conditional) {
        Set<Variable> reads = reads(value);
        reads.addAll(context);
        factors.add(new Factor(density, reads, conditional, tilde, span));
    }

    /** Functions that increment the target may be called for their value too. */
    private void targetCalls(TypedStmt statement, Set<Variable> context, boolean conditional) {
        for (Object child : TypedTree.children(statement)) {
            if (child instanceof TypedExpr expression) {
                TypedTree.all(List.of(expression), TypedExpr.Call.class).stream()
                        .filter(call -> call.function().name().endsWith("_lp"))
                        .forEach(call -> add(Optional.empty(), call, false, call.span(), context, conditional));
            }
        }
    }
}
