package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.Variable;
import java.util.Map;
import java.util.Optional;

/**
 * What tangents and cotangents are, where a rule of a primitive is lowered.
 *
 * @param tangents by parameter, those that are not zero
 * @param cotangent adjoint of the result
 */
record Differentials(Map<Variable, Value> tangents, Optional<Value> cotangent) {

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
