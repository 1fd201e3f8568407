package dev.cotangent.compiler.format;

import java.util.List;

/**
 * A text whose line breaks are still open, after P. Wadler (2003), A prettier printer.
 *
 * <p>{@link #forced()} says that it holds a line break whatever the width.
 */
sealed interface Doc {

    Doc EMPTY = new Concat(List.of());
    Doc SPACE = new Text(" ");
    /** A space, or a line break if the enclosing group has to break. */
    Doc LINE = new Line(" ");

    boolean forced();

    /** Characters without a line break. */
    record Text(String text) implements Doc {
        @Override
        public boolean forced() {
            return false;
        }
    }

    /** {@code flat}, or a line break if the enclosing group has to break. */
    record Line(String flat) implements Doc {
        @Override
        public boolean forced() {
            return false;
        }
    }

    /** A line break, with an empty line if {@code blank}. Several in a row are one. */
    record Break(boolean blank) implements Doc {
        @Override
        public boolean forced() {
            return true;
        }
    }

    /**
     * A comment. What follows goes to the next line.
     *
     * @param lines without the indentation of the first
     * @param flush true if it starts at the left margin
     * @param verbatim true if lines after the first are not indented
     */
    record Comment(List<String> lines, Place place, boolean flush, boolean verbatim) implements Doc {

        /** Where a comment stands. */
        enum Place {
            LINE_END,
            OWN_LINES
        }

        public Comment {
            lines = List.copyOf(lines);
        }

        @Override
        public boolean forced() {
            return true;
        }
    }

    /** One after the other. */
    record Concat(List<Doc> parts, boolean forced) implements Doc {
        Concat(List<Doc> parts) {
            this(List.copyOf(parts), parts.stream().anyMatch(Doc::forced));
        }
    }

    /** Lines within are indented by {@code columns} more. */
    record Indent(int columns, Doc content) implements Doc {
        @Override
        public boolean forced() {
            return content.forced();
        }
    }

    /** Lines within are indented to where it begins. */
    record Align(Doc content) implements Doc {
        @Override
        public boolean forced() {
            return content.forced();
        }
    }

    /** On one line if it fits; else its own {@link Line}s all break. */
    record Group(Doc content) implements Doc {
        @Override
        public boolean forced() {
            return content.forced();
        }
    }

    /** As many items on each line as fit. Items and separators in turn, beginning and ending with an item. */
    record Fill(List<Doc> parts, boolean forced) implements Doc {
        Fill(List<Doc> parts) {
            this(List.copyOf(parts), parts.stream().anyMatch(Doc::forced));
        }
    }

    static Doc text(String text) {
        return new Text(text);
    }

    static Doc concat(Doc... parts) {
        return new Concat(List.of(parts));
    }
}
