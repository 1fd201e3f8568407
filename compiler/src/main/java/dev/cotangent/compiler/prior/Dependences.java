package dev.cotangent.compiler.prior;

import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What values depend on, over all statements of a program or a function's body, whatever their order: a variable depends on
 * all that is ever assigned to it. The bodies of users' functions are gone through for the arguments of each call.
 */
final class Dependences {

    private static final Set<Dependence> OBSERVED = EnumSet.of(Dependence.DATA, Dependence.COUNT, Dependence.SELECTION);

    /** What a function's call is given, as far as it matters. */
    private record Given(Function function, List<Set<Dependence>> arguments) {}

    private final Map<Given, Set<Dependence>> calls;
    private final Map<Variable, Set<Dependence>> variables = new IdentityHashMap<>();
    private boolean changed;

    /** What returned values depend on, and what is added to the target. */
    private final Set<Dependence> results = EnumSet.noneOf(Dependence.class);

    private Dependences(Map<Given, Set<Dependence>> calls) {
        this.calls = calls;
    }

    /** Goes through statements until nothing new is found. */
    static Dependences of(List<TypedStmt> statements) {
        Dependences found = new Dependences(new HashMap<>());
        found.settle(statements);
        return found;
    }

    private void settle(List<TypedStmt> statements) {
        do {
            changed = false;
            statements.forEach(statement -> visit(statement, EnumSet.noneOf(Dependence.class)));
        } while (changed);
    }

    /** True if an observation is among what a value depends on, or selects it. */
    static boolean isObserved(Set<Dependence> dependences) {
        return dependences.stream().anyMatch(OBSERVED::contains);
    }

    private void visit(TypedStmt statement, Set<Dependence> context) {
        if (statement instanceof TypedStmt.Declare s) {
            s.initializer().ifPresent(value -> depend(s.variable(), of(value), context));
        } else if (statement instanceof TypedStmt.Assign s) {
            Set<Dependence> value = of(s.value());
            value.addAll(selection(s.indices()));
            depend(s.variable(), value, context);
        } else if (statement instanceof TypedStmt.Unpack s) {
            TypedTree.all(List.of(s), TypedStmt.Destination.Part.class)
                    .forEach(part -> depend(part.variable(), of(s.value()), context));
        } else if (statement instanceof TypedStmt.IncrementTarget s) {
            add(results, of(s.value()), context);
        } else if (statement instanceof TypedStmt.CallStatement s) {
            add(results, of(s.call()), context);
        } else if (statement instanceof TypedStmt.Return s) {
            s.value().ifPresent(value -> add(results, of(value), context));
        } else {
            nested(statement, context);
        }
    }

    private void nested(TypedStmt statement, Set<Dependence> context) {
        if (statement instanceof TypedStmt.Block s) {
            s.statements().forEach(inner -> visit(inner, context));
        } else if (statement instanceof TypedStmt.If s) {
            Set<Dependence> inner = with(context, of(s.condition()));
            visit(s.whenTrue(), inner);
            s.whenFalse().ifPresent(otherwise -> visit(otherwise, inner));
        } else if (statement instanceof TypedStmt.While s) {
            visit(s.body(), with(context, of(s.condition())));
        } else if (statement instanceof TypedStmt.For s) {
            visit(s.body(), with(context, range(s)));
        } else if (statement instanceof TypedStmt.ForEach s) {
            depend(s.element(), of(s.container()), context);
            visit(s.body(), context);
        }
    }

    /** How often a loop goes round: a single integer is taken for a size. */
    Set<Dependence> range(TypedStmt.For loop) {
        Set<Dependence> range = with(of(loop.from()), of(loop.to()));
        range.remove(Dependence.COUNT);
        return range;
    }

    static Set<Dependence> with(Set<Dependence> some, Set<Dependence> others) {
        Set<Dependence> all = EnumSet.noneOf(Dependence.class);
        all.addAll(some);
        all.addAll(others);
        return all;
    }

    private void depend(Variable variable, Set<Dependence> value, Set<Dependence> context) {
        add(variables.computeIfAbsent(variable, v -> EnumSet.noneOf(Dependence.class)), value, context);
    }

    private void add(Set<Dependence> all, Set<Dependence> value, Set<Dependence> context) {
        changed |= all.addAll(value);
        changed |= all.addAll(context);
    }

    /** What a variable's value depends on. */
    private Set<Dependence> of(Variable variable) {
        Set<Dependence> found = EnumSet.noneOf(Dependence.class);
        if (variable.scope() == Variable.Scope.PARAMETER) {
            found.add(Dependence.PARAMETER);
        } else if (variable.scope() == Variable.Scope.DATA) {
            boolean count = variable.type().isInteger() && variable.type().isScalar();
            found.add(count ? Dependence.COUNT : Dependence.DATA);
        }
        found.addAll(variables.getOrDefault(variable, Set.of()));
        variable.components().forEach(component -> found.addAll(of(component)));
        return found;
    }

    /** What an expression's value depends on. */
    Set<Dependence> of(TypedExpr expression) {
        if (expression instanceof TypedExpr.Read read) {
            return of(read.variable());
        }
        if (expression instanceof TypedExpr.IntrinsicCall call
                && call.intrinsic().isShape()) {
            return EnumSet.noneOf(Dependence.class);
        }
        if (expression instanceof TypedExpr.Indexed indexed) {
            return with(of(indexed.base()), selection(indexed.indices()));
        }
        if (expression instanceof TypedExpr.Call call) {
            return ofCall(call);
        }
        return ofChildren(expression);
    }

    private Set<Dependence> ofChildren(Object node) {
        Set<Dependence> found = EnumSet.noneOf(Dependence.class);
        for (Object child : TypedTree.children(node)) {
            found.addAll(child instanceof TypedExpr inner ? of(inner) : ofChildren(child));
        }
        return found;
    }

    private Set<Dependence> selection(Collection<TypedExpr.Index> indices) {
        boolean observed = indices.stream().anyMatch(index -> isObserved(ofChildren(index)));
        return observed ? EnumSet.of(Dependence.SELECTION) : EnumSet.noneOf(Dependence.class);
    }

    private Set<Dependence> ofCall(TypedExpr.Call call) {
        List<Set<Dependence>> arguments =
                call.arguments().stream().map(this::of).toList();
        Optional<Set<Dependence>> outcome =
                call.function().isDensity() && !arguments.isEmpty() ? Optional.of(arguments.get(0)) : Optional.empty();
        Set<Dependence> all = EnumSet.noneOf(Dependence.class);
        arguments.forEach(all::addAll);
        if (outcome.filter(Dependences::isData).isPresent()) {
            all.add(Dependence.LIKELIHOOD);
            return all;
        }
        Set<Dependence> inside = call.function().isLibrary() ? all : ofBody(call.function(), arguments, all);
        if (outcome.filter(o -> o.contains(Dependence.PARAMETER)).isPresent()) {
            Set<Dependence> prior = EnumSet.of(Dependence.PRIOR, Dependence.PARAMETER);
            if (inside.contains(Dependence.LIKELIHOOD)) {
                prior.add(Dependence.LIKELIHOOD);
            }
            return prior;
        }
        return inside;
    }

    /** True if an outcome is data: a single integer beside parameters is a size. */
    static boolean isData(Set<Dependence> outcome) {
        return outcome.contains(Dependence.DATA)
                || outcome.contains(Dependence.COUNT) && !outcome.contains(Dependence.PARAMETER);
    }

    private Set<Dependence> ofBody(Function function, List<Set<Dependence>> arguments, Set<Dependence> all) {
        if (!(function.hasBody() && function.body() instanceof Function.Code code)) {
            return all;
        }
        Given given = new Given(function, arguments);
        Set<Dependence> known = calls.get(given);
        if (known != null) {
            return with(known, Set.of());
        }
        // a function that calls itself is taken to use all that it is given
        calls.put(given, all);
        Dependences body = new Dependences(calls);
        List<Variable> parameters = function.parameters();
        for (int k = 0; k < parameters.size() && k < arguments.size(); k++) {
            body.depend(parameters.get(k), arguments.get(k), Set.of());
        }
        body.settle(List.of(code.block()));
        calls.put(given, body.results);
        return with(body.results, Set.of());
    }
}
