package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import java.util.Map;
import java.util.Optional;

/** What Stan still accepts, but advises against. */
final class Deprecations {

    private static final String ODE =
            "write `%s(f, y0, t0, ts, ...)`: arguments of `f` follow, in any number and of any type";
    private static final String LKJ = "write `lkj_corr` for the correlations and `lognormal` for each scale";

    private static final Map<String, String> REPLACEMENTS = Map.of(
            "integrate_ode", String.format(ODE, "ode_rk45"),
            "integrate_ode_rk45", String.format(ODE, "ode_rk45"),
            "integrate_ode_bdf", String.format(ODE, "ode_bdf"),
            "integrate_ode_adams", String.format(ODE, "ode_adams"),
            "lkj_cov", LKJ,
            "lkj_cov_lpdf", LKJ);

    private Deprecations() {}

    /** Warns if a function or distribution that is called is deprecated, there or everywhere. */
    static void warn(Identifier called, Context context) {
        String name = called.text();
        replacement(name, context)
                .ifPresent(hint ->
                        context.warn(Diagnostic.warning(Code.DEPRECATED, called.span(), "`" + name + "` is deprecated")
                                .withHint(hint)));
    }

    private static Optional<String> replacement(String name, Context context) {
        if (name.endsWith("_lp") && context.block() == Context.Block.TRANSFORMED_PARAMETERS) {
            return Optional.of("among transformed parameters, call a function that ends in `_jacobian`, with"
                    + " `jacobian +=` in its body");
        }
        return context.functions().isOwn(name) ? Optional.empty() : Optional.ofNullable(REPLACEMENTS.get(name));
    }
}
