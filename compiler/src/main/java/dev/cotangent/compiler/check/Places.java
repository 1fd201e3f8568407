package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import java.util.List;

/** Where functions of a kind can be called, told by their suffix. */
final class Places {

    private Places() {}

    /** Throws a {@link CompileException} if a function of that name can't be called there. */
    static void check(String name, Span span, Context context) {
        if (name.endsWith("_rng") && !context.permitsRandom()) {
            throw misplaced(
                    name,
                    span,
                    context,
                    "transformed data, generated quantities, and functions whose name ends in `_rng`");
        }
        if (name.endsWith("_lp") && !context.permitsTargetFunctions()) {
            throw misplaced(
                    name, span, context, "transformed parameters, model, and functions whose name ends in `_lp`");
        }
        if (name.endsWith("_jacobian") && !context.permitsJacobian()) {
            throw misplaced(
                    name, span, context, "transformed parameters, and functions whose name ends in `_jacobian`");
        }
        boolean unnormalized = context.block() == Context.Block.MODEL || context.isDensity();
        if (Names.isUnnormalized(name) && !unnormalized) {
            throw misplaced(name, span, context, "model, and functions whose name ends in `_lpdf` or `_lpmf`");
        }
        if (name.equals("target") && !context.permitsTargetFunctions()) {
            throw misplaced(
                    name, span, context, "transformed parameters, model, and functions whose name ends in `_lp`");
        }
    }

    private static CompileException misplaced(String name, Span span, Context context, String allowed) {
        return new CompileException(
                Diagnostic.error(Code.WRONG_PLACE, span, "`" + name + "` can't be called in " + context.description())
                        .withAllowed(List.of(allowed)));
    }
}
