package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.Expression;
import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.ast.UnaryOperator;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.grammar.ModelParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds expressions. */
final class ExpressionBuilder {

    /** Of the tree: a chain of operators is as deep as it is long. */
    private static final int DEPTH_LIMIT = 1000;

    private final Spans spans;
    private final List<Diagnostic> diagnostics;
    private int depth;

    ExpressionBuilder(Spans spans, List<Diagnostic> diagnostics) {
        this.spans = spans;
        this.diagnostics = diagnostics;
    }

    Expression expression(ModelParser.ExpressionContext context) {
        Expression first = chain(context.children, context.term().size(), spans.of(context));
        if (context.expression().isEmpty()) {
            return first;
        }
        return new Expression.Conditional(first, expression(context.expression(0)), expression(context.expression(1)));
    }

    Expression bound(ModelParser.BoundExpressionContext context) {
        return chain(context.children, context.term().size(), spans.of(context));
    }

    List<Expression> expressions(List<ModelParser.ExpressionContext> contexts) {
        return contexts.stream().map(this::expression).toList();
    }

    Optional<Expression> optional(ModelParser.ExpressionContext context) {
        return Optional.ofNullable(context).map(this::expression);
    }

    private Expression chain(List<ParseTree> children, int terms, Span span) {
        int deepest = children.stream()
                .filter(ModelParser.TermContext.class::isInstance)
                .mapToInt(ParseTree::getChildCount)
                .max()
                .orElse(0);
        int added = terms + deepest - 1;
        depth += added;
        if (depth > DEPTH_LIMIT) {
            throw new CompileException(
                    Diagnostic.error(Code.TOO_DEEP, span, "this expression is too long or nested too deeply")
                            .withHint("split it with local variables"));
        }
        Expression result =
                new OperatorChain(children.subList(0, 2 * terms - 1), spans, this::operand, this::warnOfChain).build();
        depth -= added;
        return result;
    }

    private void warnOfChain(Expression.Binary first, Span second) {
        String a = first.left().span().text();
        String b = first.right().span().text();
        diagnostics.add(Diagnostic.warning(
                        Code.CHAINED_COMPARISON, second, "the comparison before is compared again: its value is 0 or 1")
                .withHint("if that is meant, put `" + a + " " + first.operator().symbol() + " " + b
                        + "` in parentheses; else write `" + a + " "
                        + first.operator().symbol() + " " + b + " && " + b + " " + second.text() + " ...`"));
    }

    /** A term without its prefix operators. */
    private Expression operand(ModelParser.TermContext term) {
        Expression result = primary(term.primary());
        Span start = result.span();
        for (ModelParser.PostfixContext postfix : term.postfix()) {
            Span span = start.to(spans.of(postfix));
            if (postfix.REAL() != null) {
                result = component(result, postfix, span);
            } else if (postfix.index().isEmpty()) {
                result = new Expression.Unary(UnaryOperator.TRANSPOSE, result, span);
            } else {
                result = new Expression.Indexed(
                        result, postfix.index().stream().map(this::index).toList(), span);
            }
        }
        return result;
    }

    /** The lexer takes {@code .1} for a real. */
    private Expression component(Expression base, ModelParser.PostfixContext postfix, Span span) {
        String digits = postfix.REAL().getText().substring(1);
        boolean isNumber =
                postfix.REAL().getText().startsWith(".") && digits.chars().allMatch(Character::isDigit);
        if (!isNumber) {
            diagnostics.add(Diagnostic.error(Code.SYNTAX, spans.of(postfix), "unexpected `" + postfix.getText() + "`")
                    .withHint("a component of a tuple is written `x.1`"));
            return base;
        }
        try {
            return new Expression.Component(base, Integer.parseInt(digits), span);
        } catch (NumberFormatException e) {
            diagnostics.add(Diagnostic.error(
                    Code.NUMBER, spans.of(postfix), digits + " is too large for the number of a component"));
            return base;
        }
    }

    private Expression.Index index(ModelParser.IndexContext context) {
        List<ModelParser.ExpressionContext> ends = context.expression();
        Optional<Expression> from = Optional.empty();
        Optional<Expression> to = Optional.empty();
        boolean seenColon = false;
        for (ParseTree child : context.children == null ? List.<ParseTree>of() : context.children) {
            if (child instanceof TerminalNode) {
                seenColon = true;
            } else if (seenColon) {
                to = Optional.of(expression((ModelParser.ExpressionContext) child));
            } else {
                from = Optional.of(expression((ModelParser.ExpressionContext) child));
            }
        }
        return ends.size() == 1 && !seenColon
                ? new Expression.Index.At(from.orElseThrow())
                : new Expression.Index.Range(from, to, spans.of(context));
    }

    private Expression primary(ModelParser.PrimaryContext context) {
        if (context.identifier() != null) {
            Identifier name = spans.identifier(context.identifier());
            return context.arguments() == null ? new Expression.Name(name) : call(name, context);
        }
        Span span = spans.of(context);
        Token start = context.getStart();
        switch (start.getText()) {
            case "(":
                return parenthesized(context, span);
            case "{":
                return new Expression.ArrayLiteral(expressions(context.expression()), span);
            case "[":
                return new Expression.RowLiteral(expressions(context.expression()), span);
            default:
                return number(context, start.getText(), span);
        }
    }

    private Expression parenthesized(ModelParser.PrimaryContext context, Span span) {
        if (context.comma != null) {
            return new Expression.TupleLiteral(expressions(context.expression()), span);
        }
        return expression(context.expression(0));
    }

    private Expression call(Identifier name, ModelParser.PrimaryContext context) {
        ModelParser.ArgumentsContext arguments = context.arguments();
        if (arguments.bar != null) {
            requireOneBefore(arguments);
        }
        return new Expression.Call(name, expressions(arguments.expression()), arguments.bar != null, spans.of(context));
    }

    private void requireOneBefore(ModelParser.ArgumentsContext arguments) {
        long before = arguments.expression().stream()
                .filter(e -> e.getStart().getTokenIndex() < arguments.bar.getTokenIndex())
                .count();
        if (before != 1) {
            diagnostics.add(Diagnostic.error(
                            Code.SYNTAX, spans.of(arguments.bar), "one outcome stands before `|`, not " + before)
                    .withHint("write `foo_lpdf(y | a, b)`"));
        }
    }

    private Expression number(ModelParser.PrimaryContext context, String text, Span span) {
        String digits = text.replace("_", "");
        if (context.IMAGINARY() != null) {
            double value = Double.parseDouble(digits.substring(0, digits.length() - 1));
            return new Expression.ImaginaryLiteral(value, text, span);
        }
        if (context.REAL() != null) {
            return new Expression.RealLiteral(Double.parseDouble(digits), text, span);
        }
        try {
            return new Expression.IntLiteral(Integer.parseInt(digits), span);
        } catch (NumberFormatException e) {
            diagnostics.add(Diagnostic.error(Code.NUMBER, span, text + " is beyond the largest int, 2147483647")
                    .withHint("write `" + text + ".0` for a real"));
            return new Expression.IntLiteral(0, span);
        }
    }
}
