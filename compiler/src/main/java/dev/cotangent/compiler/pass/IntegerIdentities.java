package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;

/** Identities of integers, which wrap and so may be regrouped, and of truth values. */
final class IntegerIdentities {

    private IntegerIdentities() {}

    /** An operation with two operands, not both constants, or something simpler of the same value. */
    static Expr simplify(Expr.Operation operation, Expr a, Expr b) {
        return switch (operation.operator()) {
            case ADD -> a instanceof Expr.IntConstant c ? plus(b, c.value()) : sum(operation, a, b);
            case SUBTRACT -> difference(operation, a, b);
            case MULTIPLY -> a instanceof Expr.IntConstant ? product(swap(operation), b, a) : product(operation, a, b);
            case DIVIDE -> is(b, 1) ? a : operation;
            case AND -> and(operation, a, b);
            case OR -> or(operation, a, b);
            case MINIMUM, MAXIMUM -> a.equals(b) && a instanceof Expr.Read ? a : operation;
            case LESS, GREATER, NOT_EQUAL -> isSameRead(a, b) ? Expr.integer(0) : operation;
            case LESS_OR_EQUAL, GREATER_OR_EQUAL, EQUAL -> isSameRead(a, b) ? Expr.integer(1) : operation;
            case REMAINDER, NEGATE, NOT, TO_REAL -> operation;
        };
    }

    /** The opposite of a comparison, if there is one operation for it also in the presence of NaN. */
    static Expr negate(Expr.Operation comparison, Expr.Operation negation) {
        boolean isOrdered = comparison.operands().get(0).type() == ScalarType.INT;
        return switch (comparison.operator()) {
            case EQUAL -> with(comparison, Operator.NOT_EQUAL);
            case NOT_EQUAL -> with(comparison, Operator.EQUAL);
            case LESS -> isOrdered ? with(comparison, Operator.GREATER_OR_EQUAL) : negation;
            case LESS_OR_EQUAL -> isOrdered ? with(comparison, Operator.GREATER) : negation;
            case GREATER -> isOrdered ? with(comparison, Operator.LESS_OR_EQUAL) : negation;
            case GREATER_OR_EQUAL -> isOrdered ? with(comparison, Operator.LESS) : negation;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, NEGATE, MINIMUM, MAXIMUM -> negation;
            case AND, OR, NOT, TO_REAL -> negation;
        };
    }

    private static Expr with(Expr.Operation operation, Operator operator) {
        return new Expr.Operation(operator, operation.operands());
    }

    private static Expr.Operation swap(Expr.Operation operation) {
        return (Expr.Operation) Expr.of(
                operation.operator(),
                operation.operands().get(1),
                operation.operands().get(0));
    }

    private static Expr sum(Expr.Operation sum, Expr a, Expr b) {
        return b instanceof Expr.IntConstant c ? plus(a, c.value()) : sum;
    }

    private static Expr difference(Expr.Operation difference, Expr a, Expr b) {
        if (b instanceof Expr.IntConstant c) {
            return plus(a, -c.value());
        }
        return isSameRead(a, b) ? Expr.integer(0) : difference;
    }

    /** {@code a + c}, with the constants of {@code a} and {@code c} added up. */
    private static Expr plus(Expr a, int c) {
        Expr rest = a;
        int constant = c;
        if (a instanceof Expr.Operation o
                && o.operands().size() == 2
                && o.operands().get(1) instanceof Expr.IntConstant d) {
            if (o.operator() == Operator.ADD) {
                rest = o.operands().get(0);
                constant += d.value();
            } else if (o.operator() == Operator.SUBTRACT) {
                rest = o.operands().get(0);
                constant -= d.value();
            }
        }
        if (constant == 0) {
            return rest;
        }
        boolean subtract = constant < 0 && constant != Integer.MIN_VALUE;
        return Expr.of(
                subtract ? Operator.SUBTRACT : Operator.ADD, rest, Expr.integer(subtract ? -constant : constant));
    }

    private static Expr product(Expr.Operation product, Expr a, Expr b) {
        if (is(b, 0)) {
            return b;
        }
        return is(b, 1) ? a : product;
    }

    private static Expr and(Expr.Operation and, Expr a, Expr b) {
        if (is(a, 0) || is(b, 1)) {
            return a;
        }
        return is(b, 0) || is(a, 1) || isSameRead(a, b) ? b : and;
    }

    private static Expr or(Expr.Operation or, Expr a, Expr b) {
        if (is(a, 1) || is(b, 0)) {
            return a;
        }
        return is(b, 1) || is(a, 0) || isSameRead(a, b) ? b : or;
    }

    private static boolean is(Expr expression, int value) {
        return expression instanceof Expr.IntConstant c && c.value() == value;
    }

    private static boolean isSameRead(Expr a, Expr b) {
        return a instanceof Expr.Read && a.equals(b);
    }
}
