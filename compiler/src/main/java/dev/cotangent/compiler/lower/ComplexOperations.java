package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import java.util.List;

/** Operations of complex numbers that work on each part alone; the others are functions of the library. */
final class ComplexOperations {

    private final Emitter emitter;
    private final Expressions expressions;

    ComplexOperations(Emitter emitter, Expressions expressions) {
        this.emitter = emitter;
        this.expressions = expressions;
    }

    /** A sum, a difference, a product or quotient with a real, or a comparison of single numbers. */
    Value binary(TypedExpr.Binary e, Value left, Value right) {
        if (e.operator() == BinaryOperator.EQUAL || e.operator() == BinaryOperator.NOT_EQUAL) {
            return comparison(e, (Value.Compound) left, (Value.Compound) right);
        }
        Type part = e.type().realPart();
        boolean scales = e.operator() == BinaryOperator.MULTIPLY || e.operator() == BinaryOperator.DIVIDE;
        if (scales && left instanceof Value.Compound && right instanceof Value.Compound) {
            throw new CompilerBug("a product of complex numbers is a call, at " + e.span());
        }
        Value a = once(left);
        Value b = once(right);
        TypedExpr.Binary each = new TypedExpr.Binary(e.operator(), e.left(), e.right(), part, e.span());
        return new Value.Compound(
                e.type(),
                List.of(
                        expressions.binary(each, part(a, 0), part(b, 0)),
                        expressions.binary(each, part(a, 1), part(b, 1))));
    }

    /** A real operand goes with both parts. */
    private static Value part(Value value, int index) {
        return value instanceof Value.Compound c ? c.components().get(index) : value;
    }

    private Value once(Value real) {
        return real instanceof Value.Scalar s
                ? new Value.Scalar(emitter.once("factor", s.expr()), s.parameter())
                : real;
    }

    private static Value comparison(TypedExpr.Binary e, Value.Compound left, Value.Compound right) {
        boolean equal = e.operator() == BinaryOperator.EQUAL;
        Operator operator = equal ? Operator.EQUAL : Operator.NOT_EQUAL;
        Expr real = Expr.of(operator, scalar(left, 0), scalar(right, 0));
        Expr imaginary = Expr.of(operator, scalar(left, 1), scalar(right, 1));
        return new Value.Scalar(Expr.of(equal ? Operator.AND : Operator.OR, real, imaginary), false);
    }

    private static Expr scalar(Value.Compound value, int index) {
        return ((Value.Scalar) value.components().get(index)).expr();
    }
}
