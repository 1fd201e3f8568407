package dev.cotangent.compiler.generative;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the statements of a model block that give parameters a distribution, whatever decides, or how often. */
final class Generators {

    private static final Set<String> SEQUENCES = Set.of("to_vector", "to_row_vector", "to_array_1d");

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Known known;
    private final List<Generator> found = new ArrayList<>();

    private Generators(List<Parameter> parameters, Known known) {
        parameters.forEach(p -> this.parameters.put(p.text(), p));
        this.known = known;
    }

    static List<Generator> of(List<Statement> model, List<Parameter> parameters, Known known) {
        Generators generators = new Generators(parameters, known);
        model.forEach(s -> generators.visit(s, List.of()));
        return generators.found;
    }

    /** Not under a condition, and not in loops whose rounds are not counted. */
    private void visit(Statement statement, List<Statement.For> loops) {
        if (statement instanceof Statement.Block s) {
            s.statements().forEach(inner -> visit(inner, loops));
        } else if (statement instanceof Statement.Profile s) {
            visit(s.body(), loops);
        } else if (statement instanceof Statement.For s) {
            List<Statement.For> around = new ArrayList<>(loops);
            around.add(s);
            visit(s.body(), around);
        } else if (statement instanceof Statement.Tilde s) {
            known.tilde(s.span())
                    .flatMap(call -> generator(s, s.outcome(), s.arguments(), s.truncation(), call, loops))
                    .ifPresent(found::add);
        } else if (statement instanceof Statement.TargetIncrement s
                && s.value() instanceof Expression.Call call
                && call.conditional()) {
            List<Expression> arguments = call.arguments();
            known.call(call)
                    .filter(typed -> typed.function().isDensity())
                    .flatMap(typed -> generator(
                            s,
                            arguments.get(0),
                            arguments.subList(1, arguments.size()),
                            Optional.empty(),
                            typed,
                            loops))
                    .ifPresent(found::add);
        }
    }

    private Optional<Generator> generator(
            Statement statement,
            Expression outcome,
            List<Expression> arguments,
            Optional<Statement.Truncation> truncation,
            TypedExpr.Call call,
            List<Statement.For> loops) {
        boolean flattened = outcome instanceof Expression.Call c
                && SEQUENCES.contains(c.function().text())
                && c.arguments().size() == 1;
        Expression inner = flattened ? ((Expression.Call) outcome).arguments().get(0) : outcome;
        List<Expression.Index> indices = inner instanceof Expression.Indexed i ? i.indices() : List.of();
        Expression base = inner instanceof Expression.Indexed i ? i.base() : inner;
        if (!(base instanceof Expression.Name name)
                || !parameters.containsKey(name.name().text())
                || flattened && !indices.isEmpty()) {
            return Optional.empty();
        }
        // one number with several distributions has none that draws it
        boolean repeated =
                known.rank(outcome) == 0 && arguments.stream().anyMatch(a -> known.rank(a) > 0) && call.lifted();
        if (repeated) {
            return Optional.empty();
        }
        String distribution = call.function().name().replaceAll("_lp[dm]f$", "");
        return Optional.of(new Generator(
                statement,
                parameters.get(name.name().text()),
                indices,
                flattened,
                call.function(),
                distribution,
                arguments,
                truncation,
                loops));
    }
}
