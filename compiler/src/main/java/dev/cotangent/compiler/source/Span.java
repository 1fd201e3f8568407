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

    /** From the start of this to the end of another. */
    public Span to(Span end) {
        return new Span(source, line, column, end.endLine, end.endColumn);
    }

    @Override
    public String toString() {
        return location();
    }
}
