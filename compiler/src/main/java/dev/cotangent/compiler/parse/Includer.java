package dev.cotangent.compiler.parse;

import dev.cotangent.Includes;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.grammar.ModelLexer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** Puts the tokens of included texts in the place of {@code #include} lines. */
final class Includer {

    /** A file that ends so holds functions only: included a second time, it adds nothing. */
    private static final String FUNCTIONS = ".stanfunctions";

    /** Of texts that include texts; no more of them are on one chain, so cycles end before this does. */
    private static final int MOST = 1000;

    private final Includes includes;
    private final Spans spans;
    private final Set<String> functions = new HashSet<>();
    private int count;

    Includer(Includes includes, Spans spans) {
        this.includes = includes;
        this.spans = spans;
    }

    /** The tokens of a text and of all that it includes; the last is the end of the text. */
    List<Token> tokens(Source source) {
        List<Token> all = new ArrayList<>();
        add(source, all);
        return all;
    }

    private void add(Source source, List<Token> all) {
        boolean outermost = source.includedAt().isEmpty();
        for (Token token : spans.lex(source)) {
            if (token.getType() == ModelLexer.INCLUDE) {
                include(token, all);
            } else if (outermost || token.getType() != Token.EOF) {
                all.add(token);
            }
        }
    }

    private void include(Token token, List<Token> all) {
        Span span = spans.of(token);
        String name = name(token.getText());
        if (name.endsWith(FUNCTIONS) && !functions.add(name)) {
            return;
        }
        requireNoCycle(name, span);
        Optional<String> text = includes.text(name);
        if (text.isEmpty()) {
            throw new CompileException(Diagnostic.error(
                            Code.INCLUDE, span, "there is no file `" + name + "` to include")
                    .withAllowed(List.of("files beside the model, and in the folders given by `--include-path`")));
        }
        count++;
        if (count > MOST) {
            throw new CompileException(
                    Diagnostic.error(Code.INCLUDE, span, "the program includes more than " + MOST + " texts"));
        }
        add(new Source(name, text.get(), Optional.of(span)), all);
    }

    private static void requireNoCycle(String name, Span span) {
        boolean cycle = Stream.concat(Stream.of(span), span.source().includeChain().stream())
                .anyMatch(place -> place.source().name().equals(name));
        if (cycle) {
            throw new CompileException(Diagnostic.error(Code.INCLUDE, span, "the file `" + name + "` includes itself"));
        }
    }

    /** {@code "name"}, {@code <name>} or {@code name} behind the word. */
    private static String name(String directive) {
        String written = directive.substring("#include".length()).strip();
        boolean quoted = written.startsWith("\"") || written.startsWith("<");
        return quoted ? written.substring(1, written.length() - 1) : written;
    }
}
