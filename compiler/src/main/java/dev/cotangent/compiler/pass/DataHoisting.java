package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Procedure;

/**
 * Computes at bind what depends on data alone and calls a function or divides, as {@code lgamma(y[n] + 1)}: into a data
 * local, or, for every round of the loops around it, into a data buffer. Checks stay where they are.
 */
public final class DataHoisting implements Pass {

    @Override
    public String name() {
        return "data-hoisting";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return context.bind()
                .map(bind -> Pipeline.extended(bind, context.additions()))
                .map(bind -> new DataExpressions(DataSizes.of(bind), BlockLocals.of(procedure), new BindCode(context))
                        .rewrite(procedure))
                .orElse(procedure);
    }
}
