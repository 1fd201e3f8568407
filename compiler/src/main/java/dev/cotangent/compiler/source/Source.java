package dev.cotangent.compiler.source;

/**
 * A source text.
 *
 * @param name the name that messages use, normally the file's name without folders
 * @param text the whole text
 */
public record Source(String name, String text) {

    /** The text of a line, without its line end; empty beyond the end. */
    public String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }
}
