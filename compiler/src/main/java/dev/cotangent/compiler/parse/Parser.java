package dev.cotangent.compiler.parse;

import dev.cotangent.Includes;
import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.ast.Program;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.grammar.ModelLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads source text. */
public final class Parser {

    /** Of brackets of all kinds in one another: more than the nesting of rules permits anyway. */
    private static final int MOST_BRACKETS = 500;

    private Parser() {}

    /**
     * The syntax tree of a program.
     *
     * @param includes where {@code #include} finds its texts
     * @param diagnostics takes the warnings
     * @throws CompileException if the text is not a program
     */
    public static Program parse(Source source, Includes includes, List<Diagnostic> diagnostics) {
        Spans spans = new Spans(source);
        Program program = new ProgramBuilder(spans, diagnostics).program(read(spans, includes, BoundedParser::program));
        CompileException.throwIfErrors(diagnostics);
        return program;
    }

    /**
     * The definitions of a library file.
     *
     * @throws CompileException if the text is not a sequence of definitions
     */
    public static List<Definition> parseLibrary(Source source) {
        Spans spans = new Spans(source);
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<Definition> definitions = new DefinitionBuilder(spans, diagnostics)
                .definitions(
                        read(spans, Includes.none(), BoundedParser::library).definition());
        CompileException.throwIfErrors(diagnostics);
        return definitions;
    }

    /**
     * All tokens of a program or a library file, under the rules of the grammar; nothing is included. Unlike {@link #parse} it
     * accepts what is wrong for another reason than the grammar.
     *
     * @throws CompileException if the text follows neither of the two rules
     */
    public static Syntax.Rule syntax(Source source) {
        Spans spans = new Spans(source);
        List<Token> tokens = spans.lex(source);
        ParserRuleContext context = isLibrary(tokens)
                ? read(tokens, spans, BoundedParser::library)
                : read(tokens, spans, BoundedParser::program);
        return new SyntaxBuilder(source).build(context);
    }

    /** True if the first token can only begin a definition. */
    private static boolean isLibrary(List<Token> tokens) {
        int first = tokens.stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .mapToInt(Token::getType)
                .findFirst()
                .orElse(Token.EOF);
        return switch (first) {
            case ModelLexer.TYPE,
                    ModelLexer.TUPLE,
                    ModelLexer.ARRAY,
                    ModelLexer.VOID,
                    ModelLexer.EXTERN,
                    ModelLexer.FISHER -> true;
            default -> false;
        };
    }

    private static <C extends ParserRuleContext> C read(
            Spans spans, Includes includes, Function<BoundedParser, C> rule) {
        return read(new Includer(includes, spans).tokens(spans.source()), spans, rule);
    }

    /** Tries the fast prediction first; only if that fails, the full one, which also finds the error. */
    private static <C extends ParserRuleContext> C read(
            List<Token> tokens, Spans spans, Function<BoundedParser, C> rule) {
        requireShallow(tokens, spans);
        BoundedParser parser = new BoundedParser(new CommonTokenStream(new ListTokenSource(tokens)), spans);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            return readAgain(parser, spans, rule);
        }
    }

    /** Telling a block from an array literal looks ahead to the closing brace: brackets in thousands would take minutes. */
    private static void requireShallow(List<Token> tokens, Spans spans) {
        int depth = 0;
        for (Token token : tokens) {
            switch (token.getText()) {
                case "(", "[", "{" -> depth++;
                case ")", "]", "}" -> depth--;
                default -> {
                    continue;
                }
            }
            if (depth > MOST_BRACKETS) {
                throw BoundedParser.tooDeep(spans.of(token));
            }
        }
    }

    private static <C extends ParserRuleContext> C readAgain(
            BoundedParser parser, Spans spans, Function<BoundedParser, C> rule) {
        List<Diagnostic> oldArrays = new ArrayList<>();
        SyntaxErrors errors = new SyntaxErrors(spans);
        parser.reset();
        parser.addErrorListener(errors);
        parser.addParseListener(new OldArrays(spans, oldArrays));
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.setErrorHandler(new DefaultErrorStrategy());
        try {
            C context = rule.apply(parser);
            if (errors.diagnostics().isEmpty()) {
                return context;
            }
        } catch (SyntaxErrors.Enough e) {
            // What was found so far is told.
        }
        List<Diagnostic> all = new ArrayList<>(oldArrays);
        all.addAll(errors.diagnostics());
        throw new CompileException(Diagnostic.inTextOrder(all));
    }
}
