package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Simplifies expressions that are linear in quantities of which some are zero. */
final class Linearity {

    private Linearity() {}

    /**
     * An expression with the parts that {@code isZero} accepts taken for zero; empty if it is zero as a whole.
     *
     * <p>Sums lose their zero terms. Products, quotients, transposes and calls are zero if an operand is: they are
     * taken to be linear in each operand that may be zero.
     */
    static Optional<TypedExpr> without(TypedExpr expr, Predicate<TypedExpr> isZero) {
        if (isZero.test(expr)) {
            return Optional.empty();
        }
        if (!Qualifiers.mentions(expr, isZero)) {
            return Optional.of(expr);
        }
        if (expr instanceof TypedExpr.Binary e) {
            return binary(e, without(e.left(), isZero), without(e.right(), isZero));
        } else if (expr instanceof TypedExpr.Unary e) {
            return without(e.operand(), isZero).map(o -> new TypedExpr.Unary(e.operator(), o, e.type(), e.span()));
        } else if (expr instanceof TypedExpr.Promote e) {
            return without(e.operand(), isZero).map(o -> new TypedExpr.Promote(o, e.type(), e.span()));
        } else if (expr instanceof TypedExpr.Indexed e) {
            return without(e.base(), isZero).map(b -> new TypedExpr.Indexed(b, e.indices(), e.type(), e.span()));
        } else if (expr instanceof TypedExpr.Call e) {
            return arguments(e.arguments(), isZero)
                    .map(a -> new TypedExpr.Call(e.function(), a, e.lifted(), e.normalization(), e.type(), e.span()));
        }
        throw new CompilerBug("a tangent rule is not linear at " + expr.span());
    }

    private static Optional<TypedExpr> binary(TypedExpr.Binary e, Optional<TypedExpr> left, Optional<TypedExpr> right) {
        if (left.isPresent() && right.isPresent()) {
            return Optional.of(new TypedExpr.Binary(e.operator(), left.get(), right.get(), e.type(), e.span()));
        }
        return switch (e.operator()) {
            case ADD -> left.or(() -> right);
            case SUBTRACT ->
                left.or(() -> right.map(r -> new TypedExpr.Unary(UnaryOperator.NEGATE, r, e.type(), e.span())));
            case MULTIPLY, DIVIDE -> Optional.empty();
            default -> throw new CompilerBug("a tangent rule is not linear at " + e.span());
        };
    }

    private static Optional<List<TypedExpr>> arguments(List<TypedExpr> arguments, Predicate<TypedExpr> isZero) {
        List<TypedExpr> kept = new ArrayList<>();
        for (TypedExpr argument : arguments) {
            Optional<TypedExpr> simplified = without(argument, isZero);
            if (simplified.isEmpty()) {
                return Optional.empty();
            }
            kept.add(simplified.get());
        }
        return Optional.of(kept);
    }
}
