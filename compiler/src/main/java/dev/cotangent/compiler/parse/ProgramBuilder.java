package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.ast.Definition;
import dev.cotangent.compiler.ast.Program;
import dev.cotangent.compiler.ast.Statement;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.grammar.ModelParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Builds a program from its blocks, which must be in order. */
final class ProgramBuilder {

    private static final List<String> ORDER = List.of(
            "functions",
            "data",
            "transformed data",
            "parameters",
            "transformed parameters",
            "model",
            "generated quantities");

    private final Spans spans;
    private final List<Diagnostic> diagnostics;
    private final Map<String, List<Statement>> content = new HashMap<>();
    private List<Definition> functions = List.of();

    ProgramBuilder(Spans spans, List<Diagnostic> diagnostics) {
        this.spans = spans;
        this.diagnostics = diagnostics;
    }

    Program program(ModelParser.ProgramContext context) {
        int last = -1;
        if (context.block().isEmpty()) {
            diagnostics.add(Diagnostic.warning(
                            Code.EMPTY_PROGRAM,
                            spans.of(context.getStart()),
                            "the program is empty: it has no parameters")
                    .withHint("a program consists of blocks, as `parameters { real x; } model { x ~ normal(0, 1); }`"));
        }
        for (ModelParser.BlockContext block : context.block()) {
            String name = block.getStart().getText().replaceAll("\\s+", " ");
            int place = ORDER.indexOf(name);
            if (place <= last) {
                diagnostics.add(outOfOrder(name, place == last ? name : ORDER.get(last), block.getStart()));
            }
            last = Math.max(last, place);
            add(name, block);
        }
        return new Program(
                spans.source(),
                spans.sources(),
                functions,
                content("data"),
                content("transformed data"),
                content("parameters"),
                content("transformed parameters"),
                content("model"),
                content("generated quantities"));
    }

    private void add(String name, ModelParser.BlockContext block) {
        if (block instanceof ModelParser.FunctionsBlockContext f) {
            functions = new DefinitionBuilder(spans, diagnostics).definitions(f.definition());
        } else {
            ModelParser.StatementsBlockContext b = (ModelParser.StatementsBlockContext) block;
            content.put(name, new StatementBuilder(spans, diagnostics).statements(b.statement()));
        }
    }

    private List<Statement> content(String name) {
        return content.getOrDefault(name, List.of());
    }

    private Diagnostic outOfOrder(String name, String last, Token token) {
        String found = name.equals(last)
                ? "there is a block `" + name + "` already"
                : "the block `" + name + "` stands before `" + last + "`, not after it";
        return Diagnostic.error(Code.BLOCK_ORDER, spans.of(token), found)
                .withHint("the order is " + String.join(", ", ORDER));
    }
}
