package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages that several checks share. */
final class Diagnostics {

    private static final int MOST_SIGNATURES = 8;

    /** Functions of former versions, and what replaced them. */
    private static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            Map.entry("increment_log_prob", "write `target += ...`"),
            Map.entry("get_lp", "write `target()`"),
            Map.entry("if_else", "write `condition ? a : b`"),
            Map.entry("fabs", "write `abs`"),
            Map.entry("multiply_log", "write `lmultiply`"),
            Map.entry("binomial_coefficient_log", "write `lchoose`"),
            Map.entry("cov_exp_quad", "write `gp_exp_quad_cov`"));

    private Diagnostics() {}

    static Optional<String> replacement(String function) {
        return Optional.ofNullable(REPLACEMENTS.get(function));
    }

    static Diagnostic wrongArguments(Identifier name, List<Function> overloads, List<TypedExpr> arguments) {
        List<Type> types = arguments.stream().map(TypedExpr::type).toList();
        boolean conditional = overloads.stream().anyMatch(f -> Names.isDistribution(f.name()));
        List<String> signatures =
                overloads.stream().limit(MOST_SIGNATURES).map(Signatures::of).toList();
        return Diagnostic.error(
                        Code.WRONG_ARGUMENTS,
                        name.span(),
                        "`" + name.text() + "` doesn't take " + Signatures.list(types, conditional))
                .withAllowed(signatures);
    }

    static String declaredAt(Variable variable) {
        return "declared at " + variable.span().line() + ":" + variable.span().column();
    }
}
