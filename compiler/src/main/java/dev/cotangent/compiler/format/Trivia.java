package dev.cotangent.compiler.format;

import dev.cotangent.compiler.format.Comment.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between two tokens.
 *
 * @param comments in order
 * @param blankAfter true if an empty line precedes the second token
 * @param sameLine true if no line ends between the tokens
 */
record Trivia(List<Comment> comments, boolean blankAfter, boolean sameLine) {

    Trivia {
        comments = List.copyOf(comments);
    }

    /** Those at the end of the first token's line. */
    List<Comment> trailing() {
        return comments.stream().filter(c -> c.place() == Place.LINE_END).toList();
    }

    /** Those that belong to the second token. */
    List<Comment> leading() {
        return comments.stream().filter(c -> c.place() != Place.LINE_END).toList();
    }

    /** True if an empty line precedes the first of what belongs to the second token. */
    boolean blankBefore() {
        return leading().isEmpty() ? blankAfter : leading().get(0).blankBefore();
    }

    /**
     * Reads the text between two tokens.
     *
     * @param first true before the first token of the text
     * @param last true after the last one
     */
    static Trivia of(String gap, boolean first, boolean last) {
        return new Scanner(gap).scan(first, last);
    }

    /** Splits a gap into comments, and line ends counted between them. */
    private static final class Scanner {

        private static final Pattern INCLUDE = Pattern.compile("#include[ \\t\\f]+(\"[^\"]*\"|<[^>]*>|\\S+)");

        private final String gap;
        private final List<String> texts = new ArrayList<>();
        /** One more than texts: the line ends before each, and after the last. */
        private final List<Integer> lineEnds = new ArrayList<>();

        private int position;

        Scanner(String gap) {
            this.gap = gap;
        }

        Trivia scan(boolean first, boolean last) {
            while (true) {
                lineEnds.add(skipBlanks());
                if (position >= gap.length()) {
                    break;
                }
                texts.add(comment());
            }
            if (last) {
                lineEnds.set(texts.size(), 1);
            }
            List<Comment> comments = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                comments.add(new Comment(texts.get(i), place(i, first), lineEnds.get(i) > 1));
            }
            boolean sameLine = lineEnds.stream().allMatch(n -> n == 0);
            return new Trivia(comments, lineEnds.get(texts.size()) > 1, sameLine);
        }

        private Place place(int i, boolean first) {
            boolean lineBefore = first || lineEnds.subList(0, i + 1).stream().anyMatch(n -> n > 0);
            boolean lineAfter =
                    lineEnds.subList(i + 1, lineEnds.size()).stream().anyMatch(n -> n > 0);
            if (texts.get(i).startsWith("#")) {
                return Place.OWN_LINES;
            }
            if (!lineAfter) {
                return texts.get(i).contains("\n") ? Place.OWN_LINES : Place.INLINE;
            }
            return lineBefore ? Place.OWN_LINES : Place.LINE_END;
        }

        private int skipBlanks() {
            int ends = 0;
            while (position < gap.length() && isBlank(gap.charAt(position))) {
                boolean carriage = gap.charAt(position) == '\r' && !gap.startsWith("\r\n", position);
                if (gap.charAt(position) == '\n' || carriage) {
                    ends++;
                }
                position++;
            }
            return ends;
        }

        /** A byte order mark counts as a blank. */
        private static boolean isBlank(char character) {
            return Character.isWhitespace(character) || character == '\uFEFF';
        }

        private String comment() {
            int start = position;
            if (gap.startsWith("/*", position)) {
                int end = gap.indexOf("*/", position + 2);
                position = end < 0 ? gap.length() : end + 2;
            } else if (gap.charAt(position) == '#') {
                Matcher include = INCLUDE.matcher(gap).region(position, gap.length());
                position = include.lookingAt() ? include.end() : gap.length();
            } else {
                while (position < gap.length() && gap.charAt(position) != '\n' && gap.charAt(position) != '\r') {
                    position++;
                }
            }
            return gap.substring(start, position).stripTrailing();
        }
    }
}
