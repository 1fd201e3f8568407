package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.grammar.ModelParser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;

/** The generated parser with a limit on nesting, so that no text can overflow the stack. */
final class BoundedParser extends ModelParser {

    /** Of rules, not of parentheses: one level of these is three rules, a level of braces two. */
    private static final int LIMIT = 1000;

    private final Spans spans;
    private int depth;

    BoundedParser(TokenStream tokens, Spans spans) {
        super(tokens);
        this.spans = spans;
    }

    @Override
    public void enterRule(ParserRuleContext context, int state, int ruleIndex) {
        super.enterRule(context, state, ruleIndex);
        depth++;
        if (depth > LIMIT) {
            throw tooDeep(spans.of(getCurrentToken()));
        }
    }

    static CompileException tooDeep(Span span) {
        return new CompileException(Diagnostic.error(Code.TOO_DEEP, span, "the nesting is too deep here")
                .withHint("split the expression or statement"));
    }

    @Override
    public void exitRule() {
        depth--;
        super.exitRule();
    }

    @Override
    public void reset() {
        super.reset();
        depth = 0;
    }
}
