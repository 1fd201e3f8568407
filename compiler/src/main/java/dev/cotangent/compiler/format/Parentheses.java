package dev.cotangent.compiler.format;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.parse.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Removes parentheses around whole expressions, around names, numbers and calls, and around what binds tighter anyway. */
final class Parentheses implements Canonicalization {

    private static final Map<String, Integer> PRECEDENCES = Arrays.stream(BinaryOperator.values())
            .collect(Collectors.toMap(BinaryOperator::symbol, BinaryOperator::precedence));

    /** Of a conditional. */
    private static final int LOOSEST = 0;

    private static final int TIGHTEST = Integer.MAX_VALUE;

    @Override
    public void collect(Syntax.Rule syntax, Edits edits) {
        boolean chain = syntax.is("expression") || syntax.is("boundExpression");
        for (int i = 0; i < syntax.children().size(); i++) {
            if (syntax.children().get(i) instanceof Syntax.Rule child) {
                if (chain && child.is("term")) {
                    term(syntax, i, edits);
                }
                collect(child, edits);
            }
        }
    }

    private static void term(Syntax.Rule chain, int place, Edits edits) {
        List<Syntax> parts = ((Syntax.Rule) chain.children().get(place)).children();
        for (Syntax part : parts) {
            if (part.is("primary") && part.tokens().get(0).text().equals("(")) {
                List<Syntax> inner = ((Syntax.Rule) part).children();
                boolean single = inner.size() == 3 && inner.get(1).is("expression");
                boolean bare = parts.size() == 1;
                if (single && precedence(inner.get(1)) > (bare ? around(chain, place) : TIGHTEST - 1)) {
                    edits.replace(inner.get(0).tokens().get(0), " ");
                    edits.replace(inner.get(2).tokens().get(0), " ");
                }
            }
        }
    }

    /** Of the loosest operator in an expression. */
    private static int precedence(Syntax expression) {
        List<Syntax> parts = ((Syntax.Rule) expression).children();
        int least = TIGHTEST;
        for (Syntax part : parts) {
            if (part.isToken("?")) {
                return LOOSEST;
            }
            if (part.is("arithmetic") || part.is("logical")) {
                least = Math.min(least, PRECEDENCES.get(part.tokens().get(0).text()));
            } else if (part instanceof Syntax.Rule term
                    && term.is("term")
                    && term.children().size() > 1) {
                least = Math.min(least, BinaryOperator.PREFIX_PRECEDENCE);
            }
        }
        return least;
    }

    /** Of the tightest operator beside a term; without operators anything may stand there but in a bound, which ends at {@code >}. */
    private static int around(Syntax.Rule chain, int place) {
        int tightest = chain.is("boundExpression") ? BinaryOperator.ADD.precedence() - 1 : LOOSEST - 1;
        for (int i : new int[] {place - 1, place + 1}) {
            if (i >= 0 && i < chain.children().size()) {
                String symbol = chain.children().get(i).tokens().get(0).text();
                tightest = Math.max(tightest, PRECEDENCES.getOrDefault(symbol, LOOSEST));
            }
        }
        return tightest;
    }
}
