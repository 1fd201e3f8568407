package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.Map;
import java.util.Optional;

/**
 * What tangents and cotangents are, where a rule of a primitive is lowered.
 *
 * @param tangents by parameter, those that are not zero
 * @param cotangent adjoint of the result
 * @param result what the primitive returned for its arguments, which a rule writes as the same call
 */
record Differentials(Map<Variable, Value> tangents, Optional<Value> cotangent, Optional<Result> result) {

    /** What a primitive returned. */
    record Result(Function function, Value value) {

        /** True of the primitive called with its own arguments. */
        boolean isOf(TypedExpr.Call call) {
            boolean same = call.function() == function && !call.lifted();
            for (int k = 0; k < function.parameters().size() && same; k++) {
                Variable parameter = function.parameters().get(k);
                same = call.arguments().get(k) instanceof TypedExpr.Read r && r.variable() == parameter;
            }
            return same;
        }
    }

    /** The value of a call, if it is that of the primitive itself. */
    Optional<Value> resultOf(TypedExpr.Call call) {
        return result.filter(r -> r.isOf(call)).map(Result::value);
    }

    boolean has(TypedExpr.Differential e) {
        return e.argument().map(tangents::containsKey).orElse(cotangent.isPresent());
    }

    Value value(TypedExpr.Differential e) {
        if (!has(e)) {
            throw new CompilerBug("a rule mentions a differential that is not there, at " + e.span());
        }
        return e.argument().map(tangents::get).orElseGet(cotangent::get);
    }
}
