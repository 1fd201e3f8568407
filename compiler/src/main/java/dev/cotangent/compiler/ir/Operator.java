package dev.cotangent.compiler.ir;

/**
 * Operations on scalars. Operands have one common type but for {@link #TO_REAL}; arithmetic returns it, comparisons and
 * logic return 0 or 1.
 */
public enum Operator {
    ADD("+", 2),
    SUBTRACT("-", 2),
    MULTIPLY("*", 2),
    /** Of integers: towards zero; lowering has checked the divisor. */
    DIVIDE("/", 2),
    /** Of integers; lowering has checked the divisor. */
    REMAINDER("%", 2),
    NEGATE("-", 1),
    /** Of integers. */
    MINIMUM("min", 2),
    /** Of integers. */
    MAXIMUM("max", 2),
    LESS("<", 2),
    LESS_OR_EQUAL("<=", 2),
    GREATER(">", 2),
    GREATER_OR_EQUAL(">=", 2),
    EQUAL("==", 2),
    NOT_EQUAL("!=", 2),
    /** Of truth values; both operands are evaluated. */
    AND("&&", 2),
    /** Of truth values; both operands are evaluated. */
    OR("||", 2),
    NOT("!", 1),
    /** An integer as a real. */
    TO_REAL("real", 1);

    private final String symbol;
    private final int arity;

    Operator(String symbol, int arity) {
        this.symbol = symbol;
        this.arity = arity;
    }

    public String symbol() {
        return symbol;
    }

    public int arity() {
        return arity;
    }

    /** Type of the result for operands of a type. */
    public ScalarType result(ScalarType operand) {
        return switch (this) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, NEGATE, MINIMUM, MAXIMUM -> operand;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> ScalarType.INT;
            case TO_REAL -> ScalarType.REAL;
        };
    }
}
