package dev.cotangent.compiler.check;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.UnaryOperator;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Types and meanings of operators, as in Stan. */
final class Operators {

    private static final Set<Type> LINEAR = Set.of(Type.VECTOR, Type.ROW_VECTOR, Type.MATRIX, Type.REALS);

    private final Context context;
    private final Calls calls;
    private final ComplexOperators complex;

    Operators(Context context, Calls calls) {
        this.context = context;
        this.calls = calls;
        this.complex = new ComplexOperators(calls);
    }

    TypedExpr unary(UnaryOperator operator, TypedExpr operand, Span span) {
        Type type = operand.type();
        switch (operator) {
            case TRANSPOSE:
                return new TypedExpr.Unary(TypedExpr.UnaryOperator.TRANSPOSE, operand, transposed(type, span), span);
            case NOT:
                return not(operand, span);
            case PLUS:
                return operand;
            default:
                if (type.isTuple()) {
                    throw new CompileException(Diagnostic.error(
                            Code.WRONG_OPERANDS, span, "`-` is not defined on " + Conversions.article(type)));
                }
                return new TypedExpr.Unary(TypedExpr.UnaryOperator.NEGATE, operand, type, span);
        }
    }

    private static Type transposed(Type type, Span span) {
        if (type == Type.VECTOR) {
            return Type.ROW_VECTOR;
        }
        if (type == Type.ROW_VECTOR) {
            return Type.VECTOR;
        }
        if (type == Type.MATRIX) {
            return Type.MATRIX;
        }
        if (type.isComplex() && type.isContainer() && type.arrayDimensions() == 0) {
            return transposed(type.realPart(), span).complexified();
        }
        throw new CompileException(
                Diagnostic.error(Code.WRONG_OPERANDS, span, Conversions.article(type) + " can't be transposed")
                        .withAllowed(List.of("vector, row_vector, matrix")));
    }

    private static TypedExpr not(TypedExpr operand, Span span) {
        TypedExpr condition = Conversions.truth(operand, "`!`");
        return new TypedExpr.Unary(TypedExpr.UnaryOperator.NOT, condition, Type.INT, span);
    }

    /**
     * An operation.
     *
     * @param place the operator's own place, for messages
     * @throws CompileException if it isn't defined on the operands' types
     */
    TypedExpr binary(BinaryOperator operator, TypedExpr left, TypedExpr right, Span place, Span span) {
        if (left.type().isComplex() || right.type().isComplex()) {
            return complex.binary(operator, left, right, span)
                    .orElseThrow(() -> new CompileException(undefined(operator, left.type(), right.type(), place)));
        }
        Optional<TypedExpr> result = switch (operator) {
            case OR -> logical(TypedExpr.BinaryOperator.OR, left, right, span);
            case AND -> logical(TypedExpr.BinaryOperator.AND, left, right, span);
            case EQUAL -> comparison(TypedExpr.BinaryOperator.EQUAL, left, right, span);
            case NOT_EQUAL -> comparison(TypedExpr.BinaryOperator.NOT_EQUAL, left, right, span);
            case LESS -> comparison(TypedExpr.BinaryOperator.LESS, left, right, span);
            case LESS_OR_EQUAL -> comparison(TypedExpr.BinaryOperator.LESS_OR_EQUAL, left, right, span);
            case GREATER -> comparison(TypedExpr.BinaryOperator.GREATER, left, right, span);
            case GREATER_OR_EQUAL -> comparison(TypedExpr.BinaryOperator.GREATER_OR_EQUAL, left, right, span);
            case ADD -> elementwise(TypedExpr.BinaryOperator.ADD, left, right, span);
            case SUBTRACT -> elementwise(TypedExpr.BinaryOperator.SUBTRACT, left, right, span);
            case MULTIPLY -> multiply(left, right, span);
            case DIVIDE -> divide(left, right, span);
            case MODULO -> integer(TypedExpr.BinaryOperator.MODULO, left, right, span);
            case INT_DIVIDE -> integer(TypedExpr.BinaryOperator.INT_DIVIDE, left, right, span);
            case ELEMENTWISE_MULTIPLY -> elementwise(TypedExpr.BinaryOperator.MULTIPLY, left, right, span);
            case ELEMENTWISE_DIVIDE ->
                elementwise(TypedExpr.BinaryOperator.DIVIDE, left, right, span).map(Operators::divisionOfReals);
            case LEFT_DIVIDE -> leftDivide(left, right, span);
            case POWER -> {
                warnOfPower(left, right, span);
                yield power(left, right, span);
            }
            case ELEMENTWISE_POWER -> power(left, right, span);
        };
        return result.orElseThrow(() -> new CompileException(undefined(operator, left.type(), right.type(), place)));
    }

    private static Optional<TypedExpr> logical(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        if (!left.type().isScalar() || !right.type().isScalar()) {
            return Optional.empty();
        }
        TypedExpr a = Conversions.truth(left, "a condition");
        TypedExpr b = Conversions.truth(right, "a condition");
        return Optional.of(new TypedExpr.Binary(operator, a, b, Type.INT, span));
    }

    private static Optional<TypedExpr> comparison(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        if (!left.type().isScalar() || !right.type().isScalar()) {
            return Optional.empty();
        }
        Type common = Conversions.common(left.type(), right.type()).orElseThrow();
        return Optional.of(new TypedExpr.Binary(
                operator, Conversions.convert(left, common), Conversions.convert(right, common), Type.INT, span));
    }

    private static Optional<TypedExpr> integer(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        return left.type() == Type.INT && right.type() == Type.INT
                ? Optional.of(new TypedExpr.Binary(operator, left, right, Type.INT, span))
                : Optional.empty();
    }

    /** Of scalars, of containers of one type, or of a container and a scalar. */
    private static Optional<TypedExpr> elementwise(
            TypedExpr.BinaryOperator operator, TypedExpr left, TypedExpr right, Span span) {
        Type a = left.type();
        Type b = right.type();
        if (a == Type.INT && b == Type.INT) {
            return Optional.of(new TypedExpr.Binary(operator, left, right, Type.INT, span));
        }
        boolean defined = isOperand(a) && isOperand(b) && (a.isScalar() || b.isScalar() || a.equals(b));
        if (!defined) {
            return Optional.empty();
        }
        Type type = a.isScalar() ? Conversions.promoted(b) : a;
        return Optional.of(
                new TypedExpr.Binary(operator, Conversions.promote(left), Conversions.promote(right), type, span));
    }

    private static boolean isOperand(Type type) {
        return type.isScalar() || LINEAR.contains(type);
    }

    private Optional<TypedExpr> multiply(TypedExpr left, TypedExpr right, Span span) {
        Type a = left.type();
        Type b = right.type();
        if (a.isScalar() || b.isScalar()) {
            return elementwise(TypedExpr.BinaryOperator.MULTIPLY, left, right, span);
        }
        if (a == Type.ROW_VECTOR && b == Type.VECTOR) {
            return Optional.of(calls.library("dot_product", List.of(left, right), span));
        }
        boolean product = a == Type.MATRIX && (b == Type.VECTOR || b == Type.MATRIX)
                || a == Type.ROW_VECTOR && b == Type.MATRIX
                || a == Type.VECTOR && b == Type.ROW_VECTOR;
        return product ? Optional.of(calls.library("multiply", List.of(left, right), span)) : Optional.empty();
    }

    private Optional<TypedExpr> divide(TypedExpr left, TypedExpr right, Span span) {
        Type a = left.type();
        Type b = right.type();
        if (a == Type.INT && b == Type.INT) {
            context.warn(divisionOfIntegers(left, right, span));
            return integer(TypedExpr.BinaryOperator.INT_DIVIDE, left, right, span);
        }
        if (a.isScalar() || b.isScalar()) {
            return elementwise(TypedExpr.BinaryOperator.DIVIDE, left, right, span);
        }
        return b == Type.MATRIX && (a == Type.MATRIX || a == Type.ROW_VECTOR)
                ? Optional.of(calls.library("mdivide_right", List.of(left, right), span))
                : Optional.empty();
    }

    private static Diagnostic divisionOfIntegers(TypedExpr left, TypedExpr right, Span span) {
        String a = operand(left);
        String b = operand(right);
        String exact = left instanceof TypedExpr.IntLiteral
                ? a + ".0 / " + b
                : right instanceof TypedExpr.IntLiteral ? a + " / " + b + ".0" : a + " * 1.0 / " + b;
        return Diagnostic.warning(Code.INTEGER_DIVISION, span, "this divides integers, and so rounds towards zero")
                .withHint("if that is meant, write `%/%`; else `" + exact + "`");
    }

    private static String operand(TypedExpr e) {
        String text = e.span().text();
        return e instanceof TypedExpr.Binary || e instanceof TypedExpr.Conditional ? "(" + text + ")" : text;
    }

    /** Elementwise division of two integers is still that of integers. */
    private static TypedExpr divisionOfReals(TypedExpr division) {
        return division.type() == Type.INT && division instanceof TypedExpr.Binary b
                ? new TypedExpr.Binary(TypedExpr.BinaryOperator.INT_DIVIDE, b.left(), b.right(), Type.INT, b.span())
                : division;
    }

    private Optional<TypedExpr> leftDivide(TypedExpr left, TypedExpr right, Span span) {
        return left.type() == Type.MATRIX && (right.type() == Type.MATRIX || right.type() == Type.VECTOR)
                ? Optional.of(calls.library("mdivide_left", List.of(left, right), span))
                : Optional.empty();
    }

    /** The elements of a matrix to a power, which one may take for the power of the matrix. */
    private void warnOfPower(TypedExpr left, TypedExpr right, Span span) {
        if (left.type().innermost() == Type.MATRIX && right.type().isScalar()) {
            context.warn(
                    Diagnostic.warning(Code.POWER_OF_MATRIX, span, "`^` takes the power of each element of the matrix")
                            .withHint("if that is meant, write `.^`; else `matrix_power("
                                    + left.span().text() + ", " + right.span().text() + ")`"));
        }
    }

    private Optional<TypedExpr> power(TypedExpr left, TypedExpr right, Span span) {
        List<TypedExpr> arguments = List.of(Conversions.promote(left), Conversions.promote(right));
        boolean defined =
                left.type().isScalar() || right.type().isScalar() || left.type().equals(right.type());
        return defined ? Optional.of(calls.library("pow", arguments, span)) : Optional.empty();
    }

    private static Diagnostic undefined(BinaryOperator operator, Type left, Type right, Span place) {
        Diagnostic diagnostic = Diagnostic.error(
                Code.WRONG_OPERANDS, place, "`" + operator.symbol() + "` is not defined on " + left + " and " + right);
        return diagnostic.withHint(hint(operator, left, right));
    }

    private static Optional<String> hint(BinaryOperator operator, Type left, Type right) {
        if (left.arrayDimensions() > 0 || right.arrayDimensions() > 0) {
            return Optional.of("there is no arithmetic of arrays: declare vectors, or convert with `to_vector`");
        }
        if (operator == BinaryOperator.MULTIPLY && left.equals(right)) {
            return Optional.of("`.*` multiplies elementwise, `dot_product` sums the products");
        }
        if (operator == BinaryOperator.DIVIDE && right.isContainer()) {
            return Optional.of("`./` divides elementwise");
        }
        boolean needInt = operator == BinaryOperator.MODULO || operator == BinaryOperator.INT_DIVIDE;
        if (needInt && left.isScalar() && right.isScalar()) {
            return Optional.of("it needs integers; for reals there are `/` and `fmod`");
        }
        boolean orientation =
                left == Type.VECTOR && right == Type.ROW_VECTOR || left == Type.ROW_VECTOR && right == Type.VECTOR;
        return orientation ? Optional.of("transpose one of them with `'`") : Optional.empty();
    }
}
