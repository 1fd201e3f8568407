package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints expressions with only those parentheses that their structure needs. */
public final class ExpressionPrinter {

    private static final int TERNARY = 0;
    private static final int POSTFIX = 10;

    private ExpressionPrinter() {}

    public static String print(Expression e) {
        return print(e, TERNARY);
    }

    /** In parentheses if it binds less tightly than {@code least}. */
    private static String print(Expression e, int least) {
        String text = bare(e);
        return precedence(e) < least ? "(" + text + ")" : text;
    }

    private static int precedence(Expression e) {
        if (e instanceof Expression.Conditional) {
            return TERNARY;
        }
        if (e instanceof Expression.Binary b) {
            return b.operator().precedence();
        }
        boolean prefix = e instanceof Expression.Unary u && u.operator() != UnaryOperator.TRANSPOSE;
        return prefix ? BinaryOperator.PREFIX_PRECEDENCE : POSTFIX;
    }

    private static String bare(Expression e) {
        if (e instanceof Expression.IntLiteral literal) {
            return Integer.toString(literal.value());
        }
        if (e instanceof Expression.RealLiteral literal) {
            return literal.text();
        }
        if (e instanceof Expression.ImaginaryLiteral literal) {
            return literal.text();
        }
        if (e instanceof Expression.Name name) {
            return name.name().text();
        }
        if (e instanceof Expression.Call call) {
            return call(call);
        }
        if (e instanceof Expression.Indexed indexed) {
            return print(indexed.base(), POSTFIX)
                    + indexed.indices().stream()
                            .map(ExpressionPrinter::index)
                            .collect(Collectors.joining(", ", "[", "]"));
        }
        if (e instanceof Expression.Unary u) {
            return u.operator() == UnaryOperator.TRANSPOSE
                    ? print(u.operand(), POSTFIX) + "'"
                    : u.operator().symbol() + print(u.operand(), BinaryOperator.PREFIX_PRECEDENCE);
        }
        if (e instanceof Expression.Binary b) {
            return binary(b);
        }
        return composite(e);
    }

    private static String composite(Expression e) {
        if (e instanceof Expression.Conditional c) {
            return print(c.condition(), TERNARY + 1) + " ? " + print(c.whenTrue(), TERNARY + 1) + " : "
                    + print(c.whenFalse());
        }
        if (e instanceof Expression.ArrayLiteral literal) {
            return "{" + list(literal.elements()) + "}";
        }
        if (e instanceof Expression.RowLiteral literal) {
            return "[" + list(literal.elements()) + "]";
        }
        if (e instanceof Expression.TupleLiteral literal) {
            return "(" + list(literal.components()) + (literal.components().size() == 1 ? ",)" : ")");
        }
        if (e instanceof Expression.Component component) {
            return print(component.base(), POSTFIX) + "." + component.number();
        }
        throw new CompilerBug("no printed form of " + e.getClass().getSimpleName());
    }

    private static String binary(Expression.Binary b) {
        int own = b.operator().precedence();
        boolean right = b.operator().isRightAssociative();
        return print(b.left(), right ? own + 1 : own) + " " + b.operator().symbol() + " " + rightOperand(b, own, right);
    }

    /** A prefix operator after a power needs no parentheses, though it binds less tightly. */
    private static String rightOperand(Expression.Binary b, int own, boolean right) {
        boolean prefix = b.right() instanceof Expression.Unary u && u.operator() != UnaryOperator.TRANSPOSE;
        return prefix ? print(b.right()) : print(b.right(), right ? own : own + 1);
    }

    private static String call(Expression.Call call) {
        if (!call.conditional()) {
            return call.function().text() + "(" + list(call.arguments()) + ")";
        }
        List<Expression> rest = call.arguments().subList(1, call.arguments().size());
        return call.function().text() + "(" + print(call.arguments().get(0)) + " | " + list(rest) + ")";
    }

    static String list(List<Expression> expressions) {
        return expressions.stream().map(ExpressionPrinter::print).collect(Collectors.joining(", "));
    }

    private static String index(Expression.Index index) {
        if (index instanceof Expression.Index.At at) {
            return print(at.value());
        }
        Expression.Index.Range range = (Expression.Index.Range) index;
        return end(range.from()) + ":" + end(range.to());
    }

    private static String end(Optional<Expression> end) {
        return end.map(ExpressionPrinter::print).orElse("");
    }

    /** A bound ends at {@code >}, so what holds a comparison stands in parentheses. */
    static String bound(Expression e) {
        return print(e, BinaryOperator.ADD.precedence());
    }
}
