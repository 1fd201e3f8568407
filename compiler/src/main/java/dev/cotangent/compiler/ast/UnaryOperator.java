package dev.cotangent.compiler.ast;

/** An operator with one operand; the transpose is written after it. */
public enum UnaryOperator {
    NEGATE("-"),
    PLUS("+"),
    NOT("!"),
    TRANSPOSE("'");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
