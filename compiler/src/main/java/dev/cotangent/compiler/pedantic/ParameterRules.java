package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Parameters that are not used, have no prior or several, or have doubtful bounds.
 *
 * <p>A term of the log density is a prior of a parameter if only that parameter connects it with data. Data that are
 * arguments of a distribution of parameters do not count: they are constants of the prior. Parameters that are bounded on all
 * sides need no prior, and of several priors only those count that are always added and are of the whole parameter.
 */
final class ParameterRules {

    private static final Set<String> BOUNDED = Set.of(
            "simplex",
            "unit_vector",
            "corr_matrix",
            "cholesky_factor_corr",
            "row_stochastic_matrix",
            "column_stochastic_matrix");

    private final TypedProgram program;
    private final Facts facts;

    ParameterRules(TypedProgram program, Facts facts) {
        this.program = program;
        this.facts = facts;
    }

    List<Diagnostic> review() {
        List<Diagnostic> found = new ArrayList<>();
        for (Variable parameter : program.parameters()) {
            bounds(parameter, found);
            List<Factor> terms = facts.factors().stream()
                    .filter(f -> facts.parameters(f.reads()).contains(parameter))
                    .toList();
            if (terms.isEmpty()) {
                found.add(Diagnostic.warning(
                                Code.UNUSED_PARAMETER,
                                parameter.span(),
                                "the log density does not depend on the parameter `" + parameter + "`")
                        .withHint("remove it, or give it a distribution"));
            } else {
                priors(parameter, terms, found);
            }
        }
        return found;
    }

    /** Parameters that range without end and are neither part of an outcome nor of a term that has none. */
    List<Variable> withoutPrior() {
        return program.parameters().stream()
                .filter(parameter -> !isBounded(parameter))
                .filter(parameter -> facts.factors().stream()
                        .map(factor -> factor.outcome()
                                .map(facts::parameters)
                                .orElseGet(() -> facts.parameters(factor.reads())))
                        .noneMatch(parameters -> parameters.contains(parameter)))
                .toList();
    }

    private void bounds(Variable parameter, List<Diagnostic> found) {
        if (!(parameter.constraint() instanceof Constraint.Bounds bounds)) {
            return;
        }
        OptionalDouble lower = bounds.lower().map(Numbers::value).orElse(OptionalDouble.empty());
        OptionalDouble upper = bounds.upper().map(Numbers::value).orElse(OptionalDouble.empty());
        if (lower.isEmpty() || upper.isEmpty()) {
            return;
        }
        double from = lower.getAsDouble();
        double to = upper.getAsDouble();
        boolean natural = to == 1 && (from == 0 || from == -1);
        if (from >= to) {
            found.add(Diagnostic.warning(
                    Code.EMPTY_BOUNDS,
                    parameter.span(),
                    "the bounds of `" + parameter + "` leave nothing between them"));
        } else if (!natural) {
            found.add(Diagnostic.warning(
                            Code.HARD_BOUNDS, parameter.span(), "the parameter `" + parameter + "` has two hard bounds")
                    .withHint("unless logic or physics set them, a prior with soft edges lets the data disagree"));
        }
    }

    private void priors(Variable parameter, List<Factor> terms, List<Diagnostic> found) {
        if (!isBounded(parameter) && terms.stream().allMatch(term -> reachesData(term, parameter))) {
            found.add(Diagnostic.warning(
                            Code.NO_PRIOR, parameter.span(), "the parameter `" + parameter + "` has no prior")
                    .withHint("write `" + parameter + " ~ ...` in the model block, if a flat prior is not meant"));
        }
        List<Factor> own = terms.stream()
                .filter(term -> !term.conditional() && isOf(term, parameter))
                .toList();
        if (own.size() > 1 && own.get(0).span().line() != own.get(1).span().line()) {
            found.add(Diagnostic.warning(
                            Code.SEVERAL_PRIORS,
                            own.get(1).span(),
                            "the parameter `" + parameter + "` has a distribution already")
                    .withNote("first at line " + own.get(0).span().line())
                    .withHint("the two densities multiply; remove one if that is not meant"));
        }
    }

    private static boolean isOf(Factor term, Variable parameter) {
        return term.outcome()
                .filter(o -> o instanceof TypedExpr.Read read && read.variable() == parameter)
                .isPresent();
    }

    private static boolean isBounded(Variable parameter) {
        return parameter.constraint() instanceof Constraint.Named named && BOUNDED.contains(named.name())
                || parameter.constraint() instanceof Constraint.Bounds bounds
                        && bounds.lower().isPresent()
                        && bounds.upper().isPresent();
    }

    /** True if a term is of data, or connected with such a term through other parameters than this. */
    private boolean reachesData(Factor start, Variable without) {
        Set<Factor> seen = new HashSet<>(Set.of(start));
        Deque<Factor> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Factor term = open.remove();
            if (isOfData(term)) {
                return true;
            }
            Set<Variable> links = facts.parameters(term.reads());
            links.remove(without);
            if (term == start) {
                links.removeAll(jointWith(without, term));
            }
            for (Factor next : facts.factors()) {
                Set<Variable> shared = facts.parameters(next.reads());
                shared.retainAll(links);
                if (!shared.isEmpty() && seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return false;
    }

    /** What a term is a joint distribution of, if the parameter is among it. */
    private Set<Variable> jointWith(Variable parameter, Factor term) {
        Set<Variable> outcome = term.outcome().map(facts::parameters).orElse(Set.of());
        return outcome.contains(parameter) ? outcome : Set.of();
    }

    private boolean isOfData(Factor term) {
        boolean ofParameters = term.outcome()
                .filter(outcome -> !facts.parameters(outcome).isEmpty())
                .isPresent();
        return !ofParameters && facts.dependOnData(term.reads());
    }
}
