package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.grammar.ModelLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Turns the parser's complaints into diagnostics; gives up after the first few, since later ones are often echoes. */
final class SyntaxErrors extends BaseErrorListener {

    /** Ends the parsing: what follows is not worth telling. */
    static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Enough() {
            super(null, null, false, false);
        }
    }

    private static final int LIMIT = 3;
    private static final int MOST_EXPECTED = 6;

    /** A token with which a statement can begin, but nothing else. */
    private static final int STATEMENT = ModelLexer.MESSAGE;

    private final Spans spans;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    SyntaxErrors(Spans spans) {
        this.spans = spans;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    @Override
    public void syntaxError(
            Recognizer<?, ?> recognizer,
            Object symbol,
            int line,
            int column,
            String message,
            RecognitionException exception) {
        BoundedParser parser = (BoundedParser) recognizer;
        Token token = exception == null || exception.getOffendingToken() == null
                ? (Token) symbol
                : exception.getOffendingToken();
        if (isEcho(token)) {
            return;
        }
        if (isOpenComment(token)) {
            diagnostics.add(Diagnostic.error(Code.SYNTAX, spans.of(token), "a comment begins here that never ends")
                    .withHint("it ends with `*/`"));
            throw new Enough();
        }
        diagnostics.add(diagnostic(parser, token));
        if (diagnostics.size() == LIMIT) {
            throw new Enough();
        }
    }

    /** What follows an error on its line is mostly its consequence. */
    private boolean isEcho(Token token) {
        return !diagnostics.isEmpty()
                && diagnostics.get(diagnostics.size() - 1).span().line() == token.getLine();
    }

    /** True if the token is part of a comment's beginning, which is one only if the comment ends. */
    private static boolean isOpenComment(Token token) {
        CharStream text = token.getInputStream();
        int start = token.getText().equals("*") ? token.getStartIndex() - 1 : token.getStartIndex();
        return start >= 0
                && start + 1 < text.size()
                && text.getText(Interval.of(start, start + 1)).equals("/*");
    }

    private Diagnostic diagnostic(BoundedParser parser, Token token) {
        Token previous = parser.getTokenStream().LT(-1);
        IntervalSet expected = parser.getExpectedTokens();
        if (previous != null && expected.contains(STATEMENT) && SyntaxHints.needsStatement(previous)) {
            return Diagnostic.error(Code.SYNTAX, spans.of(token), "a statement is missing before this")
                    .withHint("`;` alone is a statement that does nothing");
        }
        if (previous != null && SyntaxHints.isNoTruncation(previous, expected)) {
            return Diagnostic.error(Code.SYNTAX, spans.of(previous), "unexpected `" + previous.getText() + "`")
                    .withAllowed(List.of("`;`, or a truncation `T[lower, upper]`"));
        }
        if (isMissingSemicolon(previous, token, expected)) {
            return Diagnostic.error(Code.SYNTAX, spans.after(previous), "`;` is missing");
        }
        if (SyntaxHints.beginsBlock(token) && names(expected, Integer.MAX_VALUE).contains("`}`")) {
            return Diagnostic.error(
                    Code.SYNTAX, spans.of(token), "`}` is missing before the block `" + token.getText() + "`");
        }
        boolean end = token.getType() == Token.EOF;
        String found = end ? "the text ends too early" : "unexpected `" + token.getText() + "`";
        return Diagnostic.error(Code.SYNTAX, spans.of(token), found)
                .withAllowed(names(expected))
                .withHint(end ? Optional.empty() : SyntaxHints.of(token, previous, expected));
    }

    private static boolean isMissingSemicolon(Token previous, Token token, IntervalSet expected) {
        boolean ended = previous == null || List.of(";", "{", "}").contains(previous.getText());
        return !ended
                && isBelow(token, previous)
                && names(expected, Integer.MAX_VALUE).contains("`;`");
    }

    private static boolean isBelow(Token token, Token previous) {
        return token.getLine() > previous.getLine() || token.getInputStream() != previous.getInputStream();
    }

    /** What is expected, if it is short enough to help. */
    private static List<String> names(IntervalSet expected) {
        List<String> names = names(expected, MOST_EXPECTED + 1);
        return names.size() > MOST_EXPECTED ? List.of() : List.of(String.join(", ", names));
    }

    private static List<String> names(IntervalSet expected, int limit) {
        return expected.toList().stream()
                .map(SyntaxErrors::name)
                .distinct()
                .limit(limit)
                .toList();
    }

    private static String name(int type) {
        Vocabulary vocabulary = ModelLexer.VOCABULARY;
        switch (type) {
            case Token.EOF:
                return "the end";
            case ModelLexer.IDENTIFIER:
            case ModelLexer.EXTERN:
            case ModelLexer.FISHER:
            case ModelLexer.REQUIRE:
            case ModelLexer.SUPPORT:
                return "a name";
            case ModelLexer.INTEGER:
            case ModelLexer.REAL:
            case ModelLexer.IMAGINARY:
                return "a number";
            case ModelLexer.TYPE:
            case ModelLexer.TUPLE:
            case ModelLexer.ARRAY:
                return "a type";
            case ModelLexer.STRING:
                return "a text in quotes";
            case ModelLexer.MESSAGE:
                return "a statement";
            case ModelLexer.TRANSFORMED_DATA:
                return "`transformed data`";
            case ModelLexer.TRANSFORMED_PARAMETERS:
                return "`transformed parameters`";
            case ModelLexer.GENERATED_QUANTITIES:
                return "`generated quantities`";
            default:
                return vocabulary.getDisplayName(type).replaceAll("^'|'$", "`").replace("\\\\", "\\");
        }
    }
}
