package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Type;
import java.util.Optional;

/** Components of tuples. */
final class Tuples {

    private Tuples() {}

    /**
     * The index from 0 of a component of a value.
     *
     * @throws CompileException if the value is not a tuple, or has no such component
     */
    static int index(Type type, Expression.Component e) {
        if (!(type instanceof Type.Tuple tuple)) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_INDEX,
                            e.span(),
                            "`." + e.number() + "` is a component of a tuple, but this is " + Conversions.article(type))
                    .withHint(
                            type.isTuple()
                                    ? Optional.of("select an element first, as in `x[1]." + e.number() + "`")
                                    : Optional.empty()));
        }
        int count = tuple.elements().size();
        if (e.number() < 1 || e.number() > count) {
            throw new CompileException(Diagnostic.error(
                            Code.WRONG_INDEX,
                            e.span(),
                            "there is no component " + e.number() + " in " + Conversions.article(type))
                    .withAllowed(java.util.List.of(count == 1 ? "`.1`" : "`.1` to `." + count + "`")));
        }
        return e.number() - 1;
    }
}
