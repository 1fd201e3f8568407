package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.List;

/** Operations on constants, and identities that hold to the bit. */
final class Arithmetic {

    private Arithmetic() {}

    /** The operation, or something simpler of the same value. */
    static Expr simplify(Expr.Operation operation) {
        List<Expr> operands = operation.operands();
        Expr first = operands.get(0);
        Expr second = operands.get(operands.size() - 1);
        if (first instanceof Expr.IntConstant a && second instanceof Expr.IntConstant b) {
            return ofIntegers(operation, a.value(), b.value());
        } else if (first instanceof Expr.RealConstant a && second instanceof Expr.RealConstant b) {
            return ofReals(operation.operator(), a.value(), b.value());
        } else if (operands.size() == 1) {
            return unary(operation, first);
        } else if (second.type() == ScalarType.INT) {
            return IntegerIdentities.simplify(operation, first, second);
        }
        return realIdentity(operation, first, second);
    }

    private static Expr ofIntegers(Expr.Operation operation, int a, int b) {
        return switch (operation.operator()) {
            case ADD -> Expr.integer(a + b);
            case SUBTRACT -> Expr.integer(a - b);
            // what is too large for an int is left to the program, which may be held to limits
            case MULTIPLY -> (long) a * b == a * b ? Expr.integer(a * b) : operation;
            case DIVIDE -> b == 0 ? operation : Expr.integer(a / b);
            case REMAINDER -> b == 0 ? operation : Expr.integer(a % b);
            case NEGATE -> Expr.integer(-a);
            case MINIMUM -> Expr.integer(Math.min(a, b));
            case MAXIMUM -> Expr.integer(Math.max(a, b));
            case LESS -> truth(a < b);
            case LESS_OR_EQUAL -> truth(a <= b);
            case GREATER -> truth(a > b);
            case GREATER_OR_EQUAL -> truth(a >= b);
            case EQUAL -> truth(a == b);
            case NOT_EQUAL -> truth(a != b);
            case AND -> truth(a != 0 && b != 0);
            case OR -> truth(a != 0 || b != 0);
            case NOT -> truth(a == 0);
            case TO_REAL -> Expr.real(a);
        };
    }

    private static Expr ofReals(Operator operator, double a, double b) {
        return switch (operator) {
            case ADD -> Expr.real(a + b);
            case SUBTRACT -> Expr.real(a - b);
            case MULTIPLY -> Expr.real(a * b);
            case DIVIDE -> Expr.real(a / b);
            case NEGATE -> Expr.real(-a);
            case LESS -> truth(a < b);
            case LESS_OR_EQUAL -> truth(a <= b);
            case GREATER -> truth(a > b);
            case GREATER_OR_EQUAL -> truth(a >= b);
            case EQUAL -> truth(a == b);
            case NOT_EQUAL -> truth(a != b);
            case REMAINDER, MINIMUM, MAXIMUM, AND, OR, NOT, TO_REAL -> throw new CompilerBug(operator + " of reals");
        };
    }

    private static Expr truth(boolean value) {
        return Expr.integer(value ? 1 : 0);
    }

    private static Expr unary(Expr.Operation operation, Expr operand) {
        boolean isInvolution = operation.operator() == Operator.NEGATE || operation.operator() == Operator.NOT;
        if (isInvolution && operand instanceof Expr.Operation o && o.operator() == operation.operator()) {
            return o.operands().get(0);
        } else if (operation.operator() == Operator.NOT && operand instanceof Expr.Operation o) {
            return IntegerIdentities.negate(o, operation);
        }
        return operation;
    }

    /**
     * Only identities that keep signed zeros, infinities and NaN: {@code x + 0} would make -0 a 0, {@code 0 * x} would
     * hide a NaN.
     */
    private static Expr realIdentity(Expr.Operation operation, Expr a, Expr b) {
        return switch (operation.operator()) {
            case ADD -> sum(operation, a, b);
            case SUBTRACT -> difference(operation, a, b);
            case MULTIPLY -> product(operation, a, b);
            case DIVIDE -> quotient(operation, a, b);
            case REMAINDER, NEGATE, MINIMUM, MAXIMUM, NOT, TO_REAL -> operation;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR -> operation;
        };
    }

    private static Expr sum(Expr.Operation sum, Expr a, Expr b) {
        if (is(b, -0.0)) {
            return a;
        } else if (is(a, -0.0)) {
            return b;
        } else if (isNegation(b)) {
            return Expr.of(Operator.SUBTRACT, a, negated(b));
        } else if (isNegation(a)) {
            return Expr.of(Operator.SUBTRACT, b, negated(a));
        }
        return sum;
    }

    private static Expr difference(Expr.Operation difference, Expr a, Expr b) {
        if (is(b, 0.0)) {
            return a;
        } else if (is(a, -0.0)) {
            return Expr.of(Operator.NEGATE, b);
        } else if (isNegation(b)) {
            return Expr.of(Operator.ADD, a, negated(b));
        }
        return difference;
    }

    private static Expr product(Expr.Operation product, Expr a, Expr b) {
        if (is(b, 1)) {
            return a;
        } else if (is(a, 1)) {
            return b;
        } else if (is(b, -1)) {
            return negation(a);
        } else if (is(a, -1)) {
            return negation(b);
        } else if (isNegation(a) && isNegation(b)) {
            return Expr.of(Operator.MULTIPLY, negated(a), negated(b));
        }
        return product;
    }

    private static Expr quotient(Expr.Operation quotient, Expr a, Expr b) {
        if (is(b, 1)) {
            return a;
        } else if (is(b, -1)) {
            return negation(a);
        } else if (b instanceof Expr.RealConstant divisor && hasExactReciprocal(divisor.value())) {
            return Expr.of(Operator.MULTIPLY, a, Expr.real(1 / divisor.value()));
        }
        return quotient;
    }

    /** True of powers of two whose reciprocal is a normal number: both forms then round the same real number. */
    private static boolean hasExactReciprocal(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = Math.getExponent(value);
        return (bits & 0x000f_ffff_ffff_ffffL) == 0
                && exponent >= -Double.MAX_EXPONENT + 1
                && exponent <= Double.MAX_EXPONENT - 1;
    }

    private static boolean is(Expr expression, double value) {
        return expression instanceof Expr.RealConstant c && Double.compare(c.value(), value) == 0;
    }

    private static boolean isNegation(Expr expression) {
        return expression instanceof Expr.Operation o && o.operator() == Operator.NEGATE;
    }

    private static Expr negated(Expr negation) {
        return ((Expr.Operation) negation).operands().get(0);
    }

    private static Expr negation(Expr expression) {
        return isNegation(expression) ? negated(expression) : Expr.of(Operator.NEGATE, expression);
    }
}
