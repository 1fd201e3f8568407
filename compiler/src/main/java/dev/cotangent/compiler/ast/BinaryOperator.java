package dev.cotangent.compiler.ast;

/** An operator with two operands. Unary operators bind tighter than all but the powers. */
public enum BinaryOperator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 4),
    LESS_OR_EQUAL("<=", 4),
    GREATER(">", 4),
    GREATER_OR_EQUAL(">=", 4),
    ADD("+", 5),
    SUBTRACT("-", 5),
    MULTIPLY("*", 6),
    DIVIDE("/", 6),
    MODULO("%", 6),
    ELEMENTWISE_MULTIPLY(".*", 6),
    ELEMENTWISE_DIVIDE("./", 6),
    INT_DIVIDE("%/%", 7),
    LEFT_DIVIDE("\\", 7),
    POWER("^", 9),
    ELEMENTWISE_POWER(".^", 9);

    /** Precedence of the prefix operators. */
    public static final int PREFIX_PRECEDENCE = 8;

    private final String symbol;
    private final int precedence;

    BinaryOperator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    public String symbol() {
        return symbol;
    }

    /** A higher one binds tighter. */
    public int precedence() {
        return precedence;
    }

    public boolean isComparison() {
        return switch (this) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            default -> false;
        };
    }

    public boolean isRightAssociative() {
        return this == POWER || this == ELEMENTWISE_POWER;
    }
}
