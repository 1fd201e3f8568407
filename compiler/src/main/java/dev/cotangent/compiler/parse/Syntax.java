package dev.cotangent.compiler.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * A text as the grammar sees it: every token that the author wrote, in order, under the rules that it belongs to. Unlike
 * the syntax tree it keeps parentheses, empty statements and the spelling of numbers.
 */
public sealed interface Syntax {

    /**
     * A rule of the grammar.
     *
     * @param rule its name in the grammar, of an alternative with a name that one
     */
    record Rule(String rule, List<Syntax> children) implements Syntax {
        public Rule {
            children = List.copyOf(children);
        }
    }

    /**
     * A token.
     *
     * @param text as written
     * @param start place of the first character in the text, from 0
     * @param end place after the last one
     */
    record Token(String text, int start, int end) implements Syntax {}

    /** The tokens of this, in order. */
    default List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        collect(this, tokens);
        return tokens;
    }

    private static void collect(Syntax syntax, List<Token> tokens) {
        if (syntax instanceof Token token) {
            tokens.add(token);
        } else {
            ((Rule) syntax).children().forEach(child -> collect(child, tokens));
        }
    }

    /** True if this is the rule. */
    default boolean is(String rule) {
        return this instanceof Rule r && r.rule().equals(rule);
    }

    /** True if this is the token. */
    default boolean isToken(String text) {
        return this instanceof Token t && t.text().equals(text);
    }
}
