package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.ScalarType;

/** What is dear enough to be kept in a local instead of being computed again. */
final class Cost {

    private Cost() {}

    /**
     * True of an operation, apart from its operands, that costs more than a local: not of integer arithmetic, of which
     * indices consist, nor of negation and comparison.
     */
    static boolean isWorthALocal(Expr expression) {
        if (expression instanceof Expr.Operation operation) {
            return isWorthALocal(operation);
        }
        return expression instanceof Expr.Load || expression instanceof Expr.Call || expression instanceof Expr.Select;
    }

    private static boolean isWorthALocal(Expr.Operation operation) {
        return switch (operation.operator()) {
            case ADD, SUBTRACT, MULTIPLY -> operation.type() == ScalarType.REAL;
            case DIVIDE, REMAINDER -> true;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> false;
            case NEGATE, MINIMUM, MAXIMUM, TO_REAL -> false;
        };
    }
}
