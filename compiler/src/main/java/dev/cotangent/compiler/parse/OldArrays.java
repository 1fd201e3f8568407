package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.grammar.ModelParser;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTreeListener;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Finds declarations like {@code real x[3]}, which the grammar knows to explain them. As a listener of the parser it finds
 * those of a text that is wrong further on, too, of which no syntax tree is built.
 */
final class OldArrays implements ParseTreeListener {

    private final Spans spans;
    private final List<Diagnostic> found;

    OldArrays(Spans spans, List<Diagnostic> found) {
        this.spans = spans;
        this.found = found;
    }

    static Diagnostic diagnostic(
            ModelParser.DeclarationContext declaration, ModelParser.DeclaratorContext declarator, Spans spans) {
        return Diagnostic.error(
                        Code.OLD_SYNTAX,
                        spans.of(declarator.sizes()),
                        "sizes of an array stand before its element type")
                .withHint("write `array" + spans.text(declarator.sizes()) + " " + spans.text(declaration.type()) + " "
                        + declarator.identifier().getText() + "`");
    }

    @Override
    public void exitEveryRule(ParserRuleContext context) {
        if (context instanceof ModelParser.DeclarationContext declaration && declaration.type() != null) {
            for (ModelParser.DeclaratorContext declarator : declaration.declarator()) {
                if (declarator.exception == null && isComplete(declarator.sizes())) {
                    found.add(diagnostic(declaration, declarator, spans));
                }
            }
        }
    }

    private static boolean isComplete(ModelParser.SizesContext sizes) {
        return sizes != null
                && sizes.exception == null
                && sizes.getStop() != null
                && sizes.getStop().getText().equals("]");
    }

    @Override
    public void enterEveryRule(ParserRuleContext context) {}

    @Override
    public void visitTerminal(TerminalNode node) {}

    @Override
    public void visitErrorNode(ErrorNode node) {}
}
