package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.UnaryOperator;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.grammar.ModelParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Precedence climbing over a flat list: terms, with their prefix operators, and operators in turn. */
final class OperatorChain {

    private static final Map<String, BinaryOperator> OPERATORS =
            Arrays.stream(BinaryOperator.values()).collect(Collectors.toMap(BinaryOperator::symbol, o -> o));

    private final List<ParseTree> items;
    private final Spans spans;
    private final Function<ModelParser.TermContext, Expression> operand;
    private final BiConsumer<Expression.Binary, Span> chained;
    private int position;

    /**
     * Reads {@code items}.
     *
     * @param operand builds a term without its prefix operators
     * @param chained told of every comparison that is compared again, with the place of the second operator
     */
    OperatorChain(
            List<ParseTree> items,
            Spans spans,
            Function<ModelParser.TermContext, Expression> operand,
            BiConsumer<Expression.Binary, Span> chained) {
        this.items = items;
        this.spans = spans;
        this.operand = operand;
        this.chained = chained;
    }

    Expression build() {
        return extend(term(), 0);
    }

    /** A term; a power binds tighter than the prefix operators before its base. */
    private Expression term() {
        ModelParser.TermContext term = (ModelParser.TermContext) items.get(position++);
        Expression result = operand.apply(term);
        int prefixes = term.getChildCount() - 1 - term.postfix().size();
        if (prefixes > 0) {
            result = extend(result, BinaryOperator.PREFIX_PRECEDENCE);
        }
        for (int i = prefixes - 1; i >= 0; i--) {
            Token token = ((TerminalNode) term.getChild(i)).getSymbol();
            result = new Expression.Unary(
                    prefix(token.getText()), result, spans.of(token).to(result.span()));
        }
        return result;
    }

    private static UnaryOperator prefix(String symbol) {
        return switch (symbol) {
            case "-" -> UnaryOperator.NEGATE;
            case "+" -> UnaryOperator.PLUS;
            case "!" -> UnaryOperator.NOT;
            default -> throw new CompilerBug("prefix operator " + symbol);
        };
    }

    /** Appends to {@code left} the operators that bind tighter than {@code precedence}. */
    private Expression extend(Expression left, int precedence) {
        Expression result = left;
        boolean compared = false;
        while (position < items.size() && operator().precedence() > precedence) {
            BinaryOperator operator = operator();
            ParserRuleContext place = (ParserRuleContext) items.get(position++);
            if (operator.isComparison() && compared) {
                chained.accept((Expression.Binary) result, spans.of(place));
            }
            compared = operator.isComparison();
            int tighter = operator.isRightAssociative() ? operator.precedence() - 1 : operator.precedence();
            Expression right = extend(term(), tighter);
            result = new Expression.Binary(operator, result, right, spans.of(place));
        }
        return result;
    }

    private BinaryOperator operator() {
        return OPERATORS.get(items.get(position).getText());
    }
}
