package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.typed.TypedExpr;
import java.util.OptionalDouble;

/** Values that the text shows. */
final class Numbers {

    private Numbers() {}

    /** The value of a number, with or without a sign. */
    static OptionalDouble value(TypedExpr e) {
        if (e instanceof TypedExpr.IntLiteral literal) {
            return OptionalDouble.of(literal.value());
        }
        if (e instanceof TypedExpr.RealLiteral literal) {
            return OptionalDouble.of(literal.value());
        }
        if (e instanceof TypedExpr.Promote promote) {
            return value(promote.operand());
        }
        if (e instanceof TypedExpr.Unary u && u.operator() == TypedExpr.UnaryOperator.NEGATE) {
            OptionalDouble operand = value(u.operand());
            return operand.isPresent() ? OptionalDouble.of(-operand.getAsDouble()) : operand;
        }
        return OptionalDouble.empty();
    }
}
