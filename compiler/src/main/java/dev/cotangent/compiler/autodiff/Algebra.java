package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;

/** Makes real expressions, dropping neutral elements: derivative code is full of ones, zeros and signs. */
final class Algebra {

    static final Expr ZERO = Expr.real(0);
    static final Expr ONE = Expr.real(1);

    private Algebra() {}

    /** True for the literal zero of either sign. */
    static boolean isZero(Expr expression) {
        return expression instanceof Expr.RealConstant constant && constant.value() == 0;
    }

    private static boolean is(Expr expression, double value) {
        return expression instanceof Expr.RealConstant constant && constant.value() == value;
    }

    static Expr add(Expr a, Expr b) {
        if (isZero(a)) {
            return b;
        }
        if (isZero(b)) {
            return a;
        }
        if (isNegation(b)) {
            return Expr.of(Operator.SUBTRACT, a, negate(b));
        }
        return Expr.of(Operator.ADD, a, b);
    }

    static Expr negate(Expr a) {
        if (a instanceof Expr.RealConstant constant) {
            return Expr.real(-constant.value());
        }
        return isNegation(a) ? ((Expr.Operation) a).operands().get(0) : Expr.of(Operator.NEGATE, a);
    }

    private static boolean isNegation(Expr a) {
        return a instanceof Expr.Operation operation && operation.operator() == Operator.NEGATE;
    }

    static Expr multiply(Expr a, Expr b) {
        if (isZero(a) || isZero(b)) {
            return ZERO;
        }
        if (is(a, 1)) {
            return b;
        }
        if (is(b, 1)) {
            return a;
        }
        if (is(a, -1)) {
            return negate(b);
        }
        if (is(b, -1)) {
            return negate(a);
        }
        return isNegation(a) ? negate(multiply(negate(a), b)) : product(a, b);
    }

    private static Expr product(Expr a, Expr b) {
        if (isNegation(b)) {
            return negate(product(a, negate(b)));
        }
        if (a instanceof Expr.RealConstant x && b instanceof Expr.RealConstant y) {
            return Expr.real(x.value() * y.value());
        }
        return Expr.of(Operator.MULTIPLY, a, b);
    }

    static Expr divide(Expr a, Expr b) {
        if (isZero(a)) {
            return ZERO;
        }
        return isNegation(a) ? negate(divide(negate(a), b)) : Expr.of(Operator.DIVIDE, a, b);
    }
}
