package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Arguments of distributions outside what the library's {@code require} and {@code support} demand: numbers, and parameters
 * whose declared constraints let them leave it. Computed values are not looked at.
 */
final class DomainRules {

    /** Types whose values meet a condition that the library states by a function. */
    private static final Map<String, Set<String>> MEETING =
            Map.of("is_simplex", Set.of("simplex"), "increases", Set.of("ordered", "positive_ordered"));

    /** Matrices that a distribution is of or takes, by distribution and parameter; the library checks their numbers. */
    private static final Map<String, Set<String>> MATRICES = Map.of(
            "multi_normal_lpdf.Sigma", Set.of("cov_matrix", "corr_matrix"),
            "multi_normal_prec_lpdf.Omega", Set.of("cov_matrix", "corr_matrix"),
            "multi_normal_cholesky_lpdf.L", Set.of("cholesky_factor_cov", "cholesky_factor_corr"),
            "lkj_corr_lpdf.y", Set.of("corr_matrix"),
            "lkj_corr_cholesky_lpdf.L", Set.of("cholesky_factor_corr"),
            "wishart_lpdf.W", Set.of("cov_matrix"),
            "inv_wishart_lpdf.W", Set.of("cov_matrix"),
            "dirichlet_lpdf.theta", Set.of("simplex"));

    private final Facts facts;

    DomainRules(Facts facts) {
        this.facts = facts;
    }

    List<Diagnostic> review() {
        List<Diagnostic> found = new ArrayList<>();
        for (Factor term : facts.factors()) {
            term.density()
                    .filter(call ->
                            call.function().isLibrary() && call.function().hasBody())
                    .ifPresent(call -> review(call, found));
        }
        return found;
    }

    private static void review(TypedExpr.Call call, List<Diagnostic> found) {
        Function function = call.function();
        if (!(function.body() instanceof Function.Code code)) {
            return;
        }
        for (int i = 0; i < function.parameters().size(); i++) {
            review(call, call.arguments().get(i), function.parameters().get(i), code, found);
        }
    }

    private static void review(
            TypedExpr.Call call, TypedExpr argument, Variable parameter, Function.Code code, List<Diagnostic> found) {
        for (TypedStmt statement : code.block().statements()) {
            TypedExpr condition = condition(statement);
            if (condition != null && check(call, argument, parameter, condition, found)) {
                return;
            }
        }
        matrix(call, argument, parameter, found);
    }

    private static TypedExpr condition(TypedStmt statement) {
        if (statement instanceof TypedStmt.Require require) {
            return require.condition();
        }
        return statement instanceof TypedStmt.Support support ? support.condition() : null;
    }

    /** True if something was found. */
    private static boolean check(
            TypedExpr.Call call, TypedExpr argument, Variable parameter, TypedExpr condition, List<Diagnostic> found) {
        Range range = Range.of(condition, parameter);
        OptionalDouble number = Numbers.value(argument);
        if (number.isPresent()) {
            if (!range.contains(number.getAsDouble())) {
                found.add(outside(
                        call,
                        argument.span(),
                        demand(condition, parameter, range),
                        "is given " + argument.span().text()));
                return true;
            }
            return false;
        }
        Variable variable = declared(argument);
        if (variable == null) {
            return false;
        }
        boolean wrongType = condition instanceof TypedExpr.Call test
                && MEETING.containsKey(test.function().name())
                && Facts.reads(test).contains(parameter)
                && !hasType(variable, MEETING.get(test.function().name()));
        if (wrongType || !range.equals(Range.ALL) && range.isLeftBy(variable)) {
            found.add(outside(
                            call,
                            argument.span(),
                            demand(condition, parameter, range),
                            "`" + variable + "` is not declared so")
                    .withNote("declared at line " + variable.span().line())
                    .withHint(hint(condition, range, variable)));
            return true;
        }
        return false;
    }

    private static void matrix(TypedExpr.Call call, TypedExpr argument, Variable parameter, List<Diagnostic> found) {
        Set<String> types = MATRICES.get(call.function() + "." + parameter);
        Variable variable = declared(argument);
        if (types != null && variable != null && !hasType(variable, types)) {
            List<String> sorted = types.stream().sorted().toList();
            found.add(Diagnostic.warning(
                            Code.ARGUMENT_DOMAIN,
                            argument.span(),
                            "`" + name(call) + "` needs a `" + sorted.get(sorted.size() - 1) + "`, but `" + variable
                                    + "` is not declared so")
                    .withNote("declared at line " + variable.span().line())
                    .withHint("declare it `" + String.join("` or `", sorted) + "`"));
        }
    }

    private static boolean hasType(Variable variable, Set<String> types) {
        return variable.constraint() instanceof Constraint.Named named && types.contains(named.name());
    }

    /** The parameter that an argument is, or is a part of; null for others. */
    private static Variable declared(TypedExpr argument) {
        TypedExpr base = argument;
        while (base instanceof TypedExpr.Indexed indexed) {
            base = indexed.base();
        }
        boolean parameter =
                base instanceof TypedExpr.Read read && read.variable().scope() == Variable.Scope.PARAMETER;
        return parameter ? ((TypedExpr.Read) base).variable() : null;
    }

    private static Diagnostic outside(TypedExpr.Call call, Span span, String demand, String but) {
        return Diagnostic.warning(
                Code.ARGUMENT_DOMAIN, span, "`" + name(call) + "` needs `" + demand + "`, but " + but);
    }

    private static String demand(TypedExpr condition, Variable parameter, Range range) {
        return range.equals(Range.ALL) ? condition.span().text() : range.text(parameter.name());
    }

    private static String hint(TypedExpr condition, Range range, Variable variable) {
        if (condition instanceof TypedExpr.Call test) {
            return "declare it `"
                    + MEETING.get(test.function().name()).stream()
                            .sorted()
                            .findFirst()
                            .orElseThrow() + "`";
        }
        return "declare `" + variable + "` with `<" + range.bounds() + ">`";
    }

    private static String name(TypedExpr.Call call) {
        return call.function().name().replaceFirst("_lp[dm]f$", "");
    }
}
