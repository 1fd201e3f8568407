package dev.cotangent.compiler.ir;

import java.util.List;
import java.util.stream.Collectors;

/** Expressions as infix text, with no more parentheses than needed. */
final class ExprText implements ExprVisitor<String> {

    static final ExprText INSTANCE = new ExprText();

    private static final int SELECT = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int COMPARISON = 3;
    private static final int SUM = 4;
    private static final int PRODUCT = 5;
    private static final int SIGN = 6;
    private static final int ATOM = 7;

    private ExprText() {}

    @Override
    public String constant(Expr.IntConstant constant) {
        return Integer.toString(constant.value());
    }

    @Override
    public String constant(Expr.RealConstant constant) {
        return Double.toString(constant.value());
    }

    @Override
    public String read(Expr.Read read) {
        return read.local().name();
    }

    @Override
    public String load(Expr.Load load) {
        return load.buffer().name() + "[" + visit(load.index()) + "]";
    }

    @Override
    public String operation(Expr.Operation operation) {
        List<Expr> operands = operation.operands();
        int precedence = precedence(operation.operator());
        String symbol = operation.operator().symbol();
        if (precedence == ATOM) {
            return symbol + list(operands);
        } else if (precedence == SIGN) {
            return symbol + within(operands.get(0), SIGN);
        }
        return within(operands.get(0), precedence) + " " + symbol + " " + within(operands.get(1), precedence + 1);
    }

    @Override
    public String call(Expr.Call call) {
        return call.primitive() + list(call.arguments());
    }

    @Override
    public String select(Expr.Select select) {
        return within(select.condition(), OR) + " ? " + within(select.whenTrue(), OR) + " : "
                + within(select.whenFalse(), OR);
    }

    @Override
    public String provided(Expr.Provided provided) {
        return "provided(" + provided.name() + ")";
    }

    /** Arguments in parentheses. */
    String list(List<Expr> expressions) {
        return expressions.stream().map(this::visit).collect(Collectors.joining(", ", "(", ")"));
    }

    private String within(Expr expression, int precedence) {
        String text = visit(expression);
        return precedence(expression) < precedence ? "(" + text + ")" : text;
    }

    private static int precedence(Expr expression) {
        if (expression instanceof Expr.Operation operation) {
            return precedence(operation.operator());
        }
        return expression instanceof Expr.Select ? SELECT : ATOM;
    }

    private static int precedence(Operator operator) {
        return switch (operator) {
            case OR -> OR;
            case AND -> AND;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> COMPARISON;
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, REMAINDER -> PRODUCT;
            case NEGATE, NOT -> SIGN;
            case MINIMUM, MAXIMUM, TO_REAL -> ATOM;
        };
    }
}
