package dev.cotangent.compiler.format;

import dev.cotangent.compiler.parse.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes of a text, which are made together. */
final class Edits {

    private record Edit(int start, int end, String replacement) {}

    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    Edits(String text) {
        this.text = text;
    }

    void insert(int place, String inserted) {
        edits.add(new Edit(place, place, inserted));
    }

    void replace(Syntax.Token token, String replacement) {
        edits.add(new Edit(token.start(), token.end(), replacement));
    }

    void delete(Syntax.Token token) {
        replace(token, "");
    }

    /** The text of a part as written. */
    String text(Syntax part) {
        List<Syntax.Token> tokens = part.tokens();
        return text.substring(
                tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
    }

    /** The text between two places. */
    String between(int start, int end) {
        return text.substring(start, end);
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The changed text. Insertions at one place stay in the order in which they were asked for. */
    String apply() {
        StringBuilder result = new StringBuilder();
        int done = 0;
        for (Edit edit : edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).thenComparing(Edit::end))
                .toList()) {
            result.append(text, done, edit.start()).append(edit.replacement());
            done = edit.end();
        }
        return result.append(text.substring(done)).toString();
    }
}
