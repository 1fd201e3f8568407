package dev.cotangent.compiler.format;

import dev.cotangent.compiler.parse.Syntax;
import java.util.List;
import java.util.Set;

/** Puts the bodies of loops and branches in braces. {@code else if} stays as it is. */
final class Braces implements Canonicalization {

    private static final Set<String> LOOPS = Set.of("forStatement", "whileStatement");

    @Override
    public void collect(Syntax.Rule syntax, Edits edits) {
        List<Syntax.Token> tokens = syntax.tokens();
        collect(syntax, tokens, edits);
    }

    /** Inner bodies first, so that their braces close first. */
    private void collect(Syntax syntax, List<Syntax.Token> tokens, Edits edits) {
        if (!(syntax instanceof Syntax.Rule rule)) {
            return;
        }
        rule.children().forEach(child -> collect(child, tokens, edits));
        List<Syntax> parts = rule.children();
        if (LOOPS.contains(rule.rule())) {
            enclose(parts, parts.size() - 1, tokens, edits);
        } else if (rule.is("ifStatement")) {
            enclose(parts, 4, tokens, edits);
            if (parts.size() > 6 && !parts.get(6).is("ifStatement")) {
                enclose(parts, 6, tokens, edits);
            }
        }
    }

    private void enclose(List<Syntax> parts, int place, List<Syntax.Token> tokens, Edits edits) {
        Syntax body = parts.get(place);
        if (body.is("bracesStatement")) {
            return;
        }
        List<Syntax.Token> head = parts.get(place - 1).tokens();
        List<Syntax.Token> own = body.tokens();
        edits.insert(head.get(head.size() - 1).end(), " {");
        edits.insert(endOfLine(own.get(own.size() - 1), tokens, edits), "\n}");
    }

    /** Behind a token and the comments that belong to it. */
    private static int endOfLine(Syntax.Token token, List<Syntax.Token> tokens, Edits edits) {
        int next = tokens.indexOf(token) + 1;
        // A block's closing brace at least follows every statement.
        String gap = edits.between(token.end(), tokens.get(next).start());
        int end = 0;
        for (Comment comment : Trivia.of(gap, false, false).trailing()) {
            end = gap.indexOf(comment.text(), end) + comment.text().length();
        }
        return token.end() + end;
    }
}
