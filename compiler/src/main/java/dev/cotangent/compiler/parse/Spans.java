package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.Identifier;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.grammar.ModelLexer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/** Places of tokens and rules in a text and in those that it includes. */
final class Spans {

    /** A program of more characters is none that a person wrote. */
    private static final int LONGEST = 2_000_000;

    private final Source source;
    private final Map<CharStream, Source> texts = new IdentityHashMap<>();
    private final List<Source> sources = new ArrayList<>();

    Spans(Source source) {
        this.source = source;
    }

    /** The text itself. */
    Source source() {
        return source;
    }

    /** Every text that was read, in order, the included ones too. */
    List<Source> sources() {
        return List.copyOf(sources);
    }

    /** The tokens of one text, whose places are known from now on. */
    List<Token> lex(Source text) {
        if (text.text().length() > LONGEST) {
            throw new CompileException(Diagnostic.error(
                            Code.TOO_LARGE,
                            new Span(text, 1, 1, 1, 1),
                            "the text has " + text.text().length() + " characters, more than " + LONGEST)
                    .withHint("numbers are better read as data"));
        }
        CharStream characters = CharStreams.fromString(text.text(), text.name());
        texts.put(characters, text);
        sources.add(text);
        ModelLexer lexer = new ModelLexer(characters);
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens.getTokens();
    }

    private Source of(CharStream characters) {
        return texts.getOrDefault(characters, source);
    }

    Span of(Token token) {
        int column = token.getCharPositionInLine() + 1;
        int length = token.getType() == Token.EOF ? 0 : token.getText().length();
        return new Span(of(token.getInputStream()), token.getLine(), column, token.getLine(), column + length);
    }

    /** An empty rule is at the token that follows it. */
    Span of(ParserRuleContext context) {
        Span start = of(context.getStart());
        boolean empty = context.getStop() == null
                || context.getStop().getTokenIndex() < context.getStart().getTokenIndex();
        return empty ? start : start.to(of(context.getStop()));
    }

    private static boolean isInOneText(ParserRuleContext context) {
        return context.getStart().getInputStream() == context.getStop().getInputStream();
    }

    /** The character after a token, where something is missing. */
    Span after(Token token) {
        Span end = of(token);
        return new Span(end.source(), end.endLine(), end.endColumn(), end.endLine(), end.endColumn() + 1);
    }

    Identifier identifier(ParserRuleContext context) {
        return new Identifier(context.getText(), of(context));
    }

    /** The text of a rule as written, spaces included. */
    String text(ParserRuleContext context) {
        if (!isInOneText(context)) {
            return context.getText();
        }
        int start = context.getStart().getStartIndex();
        int stop = context.getStop().getStopIndex();
        return context.getStart().getInputStream().getText(Interval.of(start, stop));
    }
}
