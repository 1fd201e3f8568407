package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/** Places of tokens and rules in one source. */
record Spans(Source source) {

    Span of(Token token) {
        int column = token.getCharPositionInLine() + 1;
        int length = token.getType() == Token.EOF ? 0 : token.getText().length();
        return new Span(source, token.getLine(), column, token.getLine(), column + length);
    }

    /** An empty rule is at the token that follows it. */
    Span of(ParserRuleContext context) {
        Span start = of(context.getStart());
        boolean empty = context.getStop() == null
                || context.getStop().getTokenIndex() < context.getStart().getTokenIndex();
        return empty ? start : start.to(of(context.getStop()));
    }

    /** The character after a token, where something is missing. */
    Span after(Token token) {
        Span end = of(token);
        return new Span(source, end.endLine(), end.endColumn(), end.endLine(), end.endColumn() + 1);
    }

    Identifier identifier(ParserRuleContext context) {
        return new Identifier(context.getText(), of(context));
    }

    /** The text of a rule as written, spaces included. */
    String text(ParserRuleContext context) {
        int start = context.getStart().getStartIndex();
        int stop = context.getStop().getStopIndex();
        return context.getStart().getInputStream().getText(Interval.of(start, stop));
    }
}
