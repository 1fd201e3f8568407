package dev.cotangent.compiler.parse;

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
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads source text. */
public final class Parser {

    private Parser() {}

    /**
     * The syntax tree of a program.
     *
     * @throws CompileException if the text is not a program
     */
    public static Program parse(Source source) {
        Spans spans = new Spans(source);
        List<Diagnostic> diagnostics = new ArrayList<>();
        Program program = new ProgramBuilder(spans, diagnostics).program(read(spans, BoundedParser::program));
        if (!diagnostics.isEmpty()) {
            throw new CompileException(diagnostics);
        }
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
                .definitions(read(spans, BoundedParser::library).definition());
        if (!diagnostics.isEmpty()) {
            throw new CompileException(diagnostics);
        }
        return definitions;
    }

    /** Tries the fast prediction first; only if that fails, the full one, which also finds the error. */
    private static <C extends ParserRuleContext> C read(Spans spans, Function<BoundedParser, C> rule) {
        ModelLexer lexer = new ModelLexer(
                CharStreams.fromString(spans.source().text(), spans.source().name()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        rejectIncludes(tokens, spans);
        BoundedParser parser = new BoundedParser(tokens, spans);
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            return readAgain(parser, spans, rule);
        }
    }

    private static <C extends ParserRuleContext> C readAgain(
            BoundedParser parser, Spans spans, Function<BoundedParser, C> rule) {
        SyntaxErrors errors = new SyntaxErrors(spans);
        parser.reset();
        parser.addErrorListener(errors);
        parser.getInterpreter().setPredictionMode(PredictionMode.LL);
        parser.setErrorHandler(new DefaultErrorStrategy());
        C context = rule.apply(parser);
        if (!errors.diagnostics().isEmpty()) {
            throw new CompileException(errors.diagnostics());
        }
        return context;
    }

    private static void rejectIncludes(CommonTokenStream tokens, Spans spans) {
        for (Token token : tokens.getTokens()) {
            if (token.getType() == ModelLexer.INCLUDE) {
                throw new CompileException(Diagnostic.notSupported(spans.of(token), "`#include` is"));
            }
        }
    }
}
