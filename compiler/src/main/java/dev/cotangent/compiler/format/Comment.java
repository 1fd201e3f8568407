package dev.cotangent.compiler.format;

import java.util.List;

/**
 * A comment, or an {@code #include} line, which is laid out as one.
 *
 * @param text as written
 * @param place how it stands to the tokens around it
 * @param blankBefore true if an empty line precedes it
 */
record Comment(String text, Place place, boolean blankBefore) {

    /** How a comment stands to the tokens around it. */
    enum Place {
        /** Behind a token, at the end of its line. */
        LINE_END,
        /** On lines of its own. */
        OWN_LINES,
        /** Before a token on the same line. */
        INLINE
    }

    boolean isInclude() {
        return text.startsWith("#");
    }

    /** Lines without blanks at their ends. A block whose lines all begin with a star is aligned at the stars. */
    List<String> lines() {
        List<String> lines = text.lines().map(String::stripTrailing).toList();
        if (!isStarred(lines)) {
            return lines;
        }
        return lines.stream()
                .map(line -> line.stripLeading().startsWith("*") ? " " + line.stripLeading() : line)
                .toList();
    }

    private static boolean isStarred(List<String> lines) {
        return lines.stream().skip(1).allMatch(line -> line.stripLeading().startsWith("*"));
    }

    private boolean isVerbatim() {
        return !isStarred(text.lines().map(String::stripTrailing).toList());
    }

    /** As a part of the layout. */
    Doc doc() {
        return switch (place) {
            case INLINE -> throw new IllegalStateException("an inline comment is part of its line");
            case LINE_END -> new Doc.Comment(lines(), Doc.Comment.Place.LINE_END, false, isVerbatim());
            case OWN_LINES -> new Doc.Comment(lines(), Doc.Comment.Place.OWN_LINES, isInclude(), isVerbatim());
        };
    }
}
