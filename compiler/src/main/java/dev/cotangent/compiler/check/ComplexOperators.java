package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Operators of which an operand is complex. Sums, and products with reals, work on each part alone; other products,
 * quotients and powers are functions of the library.
 */
final class ComplexOperators {

    private static final Set<Type> OPERANDS =
            Set.of(Type.COMPLEX, Type.COMPLEX_VECTOR, Type.COMPLEX_ROW_VECTOR, Type.COMPLEX_MATRIX);

    private final Calls calls;

    ComplexOperators(Calls calls) {
        this.calls = calls;
    }

    /** The operation, empty if it isn't defined on the operands' types. */
    Optional<TypedExpr> binary(BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        if (!OPERANDS.contains(left.type().complexified())
                || !OPERANDS.contains(right.type().complexified())) {
            return Optional.empty();
        }
        return switch (operator) {
            case EQUAL -> comparison(TypedExpr.BinaryOperator.EQUAL, left, right, span);
            case NOT_EQUAL -> comparison(TypedExpr.BinaryOperator.NOT_EQUAL, left, right, span);
            case ADD -> sum(TypedExpr.BinaryOperator.ADD, left, right, span);
            case SUBTRACT -> sum(TypedExpr.BinaryOperator.SUBTRACT, left, right, span);
            case MULTIPLY -> multiply(left, right, span);
            case DIVIDE -> divide(left, right, span);
            case ELEMENTWISE_MULTIPLY ->
                elementwise("elt_multiply", TypedExpr.BinaryOperator.MULTIPLY, left, right, span);
            case ELEMENTWISE_DIVIDE -> elementwise("elt_divide", TypedExpr.BinaryOperator.DIVIDE, left, right, span);
            case POWER, ELEMENTWISE_POWER -> power(left, right, span);
            default -> Optional.empty();
        };
    }

    private static boolean isSingle(TypedExpr e) {
        return !e.type().isContainer();
    }

    private static TypedExpr complexified(TypedExpr e) {
        TypedExpr real = Conversions.promote(e);
        return Conversions.convert(real, real.type().complexified());
    }

    /** One shape, or a single number and a container. */
    private static boolean broadcasts(TypedExpr left, TypedExpr right) {
        return isSingle(left)
                || isSingle(right)
                || left.type().complexified().equals(right.type().complexified());
    }

    private static Type shape(TypedExpr left, TypedExpr right) {
        return (isSingle(left) ? right : left).type().complexified();
    }

    private static Optional<TypedExpr> comparison(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        return isSingle(left) && isSingle(right)
                ? Optional.of(new TypedExpr.Binary(operator, complexified(left), complexified(right), Type.INT, span))
                : Optional.empty();
    }

    private static Optional<TypedExpr> sum(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        return broadcasts(left, right)
                ? Optional.of(new TypedExpr.Binary(
                        operator, complexified(left), complexified(right), shape(left, right), span))
                : Optional.empty();
    }

    /** With a real factor or divisor each part is scaled alone. */
    private static Optional<TypedExpr> scaled(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        boolean defined = broadcasts(left, right)
                && (!right.type().isComplex()
                        || operator == TypedExpr.BinaryOperator.MULTIPLY
                                && !left.type().isComplex());
        return defined
                ? Optional.of(new TypedExpr.Binary(
                        operator, Conversions.promote(left), Conversions.promote(right), shape(left, right), span))
                : Optional.empty();
    }

    private Optional<TypedExpr> multiply(TypedExpr left, TypedExpr right, Span span) {
        boolean single = isSingle(left) || isSingle(right);
        if (single) {
            return elementwise("multiply", TypedExpr.BinaryOperator.MULTIPLY, left, right, span);
        }
        Type a = left.type().realPart();
        Type b = right.type().realPart();
        boolean product = a == Type.MATRIX && b != Type.ROW_VECTOR
                || a == Type.ROW_VECTOR && b != Type.ROW_VECTOR
                || a == Type.VECTOR && b == Type.ROW_VECTOR;
        return product ? Optional.of(call("multiply", left, right, span)) : Optional.empty();
    }

    private Optional<TypedExpr> divide(TypedExpr left, TypedExpr right, Span span) {
        if (isSingle(left) || isSingle(right)) {
            return elementwise("divide", TypedExpr.BinaryOperator.DIVIDE, left, right, span);
        }
        Type a = left.type().realPart();
        boolean solves = right.type().realPart() == Type.MATRIX && (a == Type.MATRIX || a == Type.ROW_VECTOR);
        return solves ? Optional.of(call("mdivide_right", left, right, span)) : Optional.empty();
    }

    private Optional<TypedExpr> elementwise(
            String function, TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        Optional<TypedExpr> scaled = scaled(operator, left, right, span);
        return scaled.isPresent() || !broadcasts(left, right)
                ? scaled
                : Optional.of(call(
                        isSingle(left) && isSingle(right) ? function.replace("elt_", "") : function,
                        left,
                        right,
                        span));
    }

    private Optional<TypedExpr> power(TypedExpr left, TypedExpr right, Span span) {
        if (!broadcasts(left, right)) {
            return Optional.empty();
        }
        TypedExpr exponent =
                isSingle(right) && !right.type().isComplex() ? Conversions.promote(right) : complexified(right);
        return Optional.of(calls.library("pow", List.of(complexified(left), exponent), span));
    }

    private TypedExpr call(String function, TypedExpr left, TypedExpr right, Span span) {
        return calls.library(function, List.of(complexified(left), complexified(right)), span);
    }
}
