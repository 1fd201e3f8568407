package dev.cotangent.compiler.source;

/**
 * A stretch of a source text. Lines and columns count from 1; the end is exclusive.
 *
 * @param source the text
 * @param line first line
 * @param column first column
 * @param endLine line of the end
 * @param endColumn column after the last character
 */
public record Span(Source source, int line, int column, int endLine, int endColumn) {

    /** {@code file:line:column}. */
    public String location() {
        return source.name() + ":" + line + ":" + column;
    }

    /** What stands there; of several lines the first. */
    public String text() {
        String first = source.line(line);
        int end = endLine == line ? Math.min(endColumn - 1, first.length()) : first.length();
        int start = Math.min(column - 1, end);
        return first.substring(start, end).strip();
    }

    /** From the start of this to the end of another; this alone if the other is in another text. */
    public Span to(Span end) {
        if (end.source != source) {
            return this;
        }
        return new Span(source, line, column, end.endLine, end.endColumn);
    }

    @Override
    public String toString() {
        return location();
    }
}
