package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.source.Source;
import java.util.List;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns the generated parser's tree into one without it. */
final class SyntaxBuilder {

    private final String text;
    /** True if the generated lexer, which counts characters beyond 16 bits once, counts as Java does. */
    private final boolean sameCount;

    SyntaxBuilder(Source source) {
        this.text = source.text();
        this.sameCount = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    Syntax.Rule build(ParserRuleContext context) {
        List<Syntax> children = IntStream.range(0, context.getChildCount())
                .mapToObj(context::getChild)
                .filter(child ->
                        !(child instanceof TerminalNode t && t.getSymbol().getType() == Token.EOF))
                .map(this::build)
                .toList();
        return new Syntax.Rule(name(context), children);
    }

    private Syntax build(ParseTree tree) {
        if (tree instanceof TerminalNode terminal) {
            Token token = terminal.getSymbol();
            return new Syntax.Token(token.getText(), place(token.getStartIndex()), place(token.getStopIndex() + 1));
        }
        return build((ParserRuleContext) tree);
    }

    private int place(int codePoints) {
        return sameCount ? codePoints : text.offsetByCodePoints(0, codePoints);
    }

    /** {@code IfStatementContext} belongs to the alternative {@code ifStatement}. */
    private static String name(ParserRuleContext context) {
        String type = context.getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1, type.length() - "Context".length());
    }
}
