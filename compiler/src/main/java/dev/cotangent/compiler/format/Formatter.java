package dev.cotangent.compiler.format;

import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.parse.Parser;
import dev.cotangent.compiler.parse.Syntax;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.spi.SourceStyle;
import java.util.List;

/**
 * Gives programs and library files one layout. Tokens and comments stay, in their order, but for what the style asks to
 * write in one way; else only blanks and line ends change. What is formatted already stays as it is.
 */
public final class Formatter {

    private Formatter() {}

    /**
     * The text in the canonical layout.
     *
     * @throws CompileException if the text has syntax errors
     */
    public static String format(Source source, SourceStyle style) {
        Source canonical = source;
        // In the order of the list: braces and parentheses see what deprecated spellings have become.
        for (SourceStyle.Canonical kind : SourceStyle.Canonical.values()) {
            if (style.canonical().contains(kind)) {
                canonical = apply(canonicalization(kind), canonical);
            }
        }
        return layOut(canonical, style.maxLineLength());
    }

    private static Canonicalization canonicalization(SourceStyle.Canonical kind) {
        return switch (kind) {
            case DEPRECATIONS -> new Deprecations();
            case BRACES -> new Braces();
            case PARENTHESES -> new Parentheses();
        };
    }

    private static Source apply(Canonicalization canonicalization, Source source) {
        Edits edits = new Edits(source.text());
        canonicalization.collect(Parser.syntax(source), edits);
        return edits.isEmpty() ? source : new Source(source.name(), edits.apply());
    }

    private static String layOut(Source source, int width) {
        Syntax.Rule syntax = Parser.syntax(source);
        List<Syntax.Token> tokens = syntax.tokens();
        Decoration decoration = new Decoration(tokens, source.text());
        String text = DocPrinter.print(new Layout(decoration).text(syntax), width);
        verify(tokens, decoration.comments(), new Source(source.name(), text));
        return text;
    }

    /** A formatter that loses something must not reach anybody's files. */
    private static void verify(List<Syntax.Token> tokens, int comments, Source formatted) {
        List<Syntax.Token> now = Parser.syntax(formatted).tokens();
        boolean same = spellings(now).equals(spellings(tokens));
        if (!same || new Decoration(now, formatted.text()).comments() != comments) {
            throw new CompilerBug("formatting " + formatted.name() + " would change more than its layout");
        }
    }

    private static List<String> spellings(List<Syntax.Token> tokens) {
        return tokens.stream().map(t -> t.text().replaceAll("\\s+", " ")).toList();
    }
}
