package dev.cotangent.compiler.format;

import dev.cotangent.compiler.parse.Syntax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tokens of a text with their comments. Each comment belongs to the token before it on its line, or else to the next one. */
final class Decoration {

    private static final Set<String> CLOSING = Set.of(")", "]", "}", ",", ";", ">");

    private final List<Trivia> gaps = new ArrayList<>();
    private final Map<Syntax.Token, Integer> places = new IdentityHashMap<>();
    /** Tokens whose comments on lines before them have been laid out already. */
    private final Set<Syntax.Token> hoisted = Collections.newSetFromMap(new IdentityHashMap<>());

    Decoration(List<Syntax.Token> tokens, String text) {
        int end = 0;
        for (Syntax.Token token : tokens) {
            gaps.add(Trivia.of(text.substring(end, token.start()), end == 0, false));
            places.put(token, places.size());
            end = token.end();
        }
        gaps.add(Trivia.of(text.substring(end), tokens.isEmpty(), true));
    }

    /** Number of comments and includes. */
    int comments() {
        return gaps.stream().mapToInt(gap -> gap.comments().size()).sum();
    }

    /** What stands before a token. */
    Trivia before(Syntax.Token token) {
        return gaps.get(places.get(token));
    }

    /** What stands after a token. */
    Trivia after(Syntax.Token token) {
        return gaps.get(places.get(token) + 1);
    }

    /** What stands after the last token. */
    Trivia atEnd() {
        return gaps.get(gaps.size() - 1);
    }

    /** True if neither a comment nor the end of a line stands between two tokens. */
    boolean isOneLine(Syntax.Token first, Syntax.Token last) {
        return gaps.subList(places.get(first) + 1, places.get(last) + 1).stream()
                .allMatch(gap -> gap.sameLine() && gap.comments().isEmpty());
    }

    /** A token with its comments. */
    Doc token(Syntax.Token token) {
        List<Doc> parts = new ArrayList<>();
        for (Comment comment : before(token).leading()) {
            if (comment.place() == Comment.Place.INLINE) {
                String text = comment.text();
                parts.add(Doc.text(CLOSING.contains(token.text()) ? " " + text : text + " "));
            } else if (!hoisted.contains(token)) {
                parts.add(comment.doc());
            }
        }
        parts.add(Doc.text(token.text().replaceAll("\\s+", token.text().startsWith("\"") ? "$0" : " ")));
        after(token).trailing().forEach(comment -> parts.add(comment.doc()));
        return new Doc.Concat(parts);
    }

    /** The comments on lines of their own before a token, which {@link #token} then leaves out. */
    Doc hoist(Syntax.Token token) {
        hoisted.add(token);
        return lines(before(token));
    }

    /** The comments on lines of their own in a gap, with their empty lines but the first. */
    static Doc lines(Trivia gap) {
        List<Doc> parts = new ArrayList<>();
        for (Comment comment : gap.leading()) {
            if (comment.place() == Comment.Place.OWN_LINES) {
                if (!parts.isEmpty()) {
                    parts.add(new Doc.Break(comment.blankBefore()));
                }
                parts.add(comment.doc());
            }
        }
        if (!parts.isEmpty()) {
            boolean last = gap.leading().get(gap.leading().size() - 1).place() == Comment.Place.OWN_LINES;
            parts.add(new Doc.Break(last && gap.blankAfter()));
        }
        return new Doc.Concat(parts);
    }
}
