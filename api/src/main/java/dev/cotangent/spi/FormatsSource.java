package dev.cotangent.spi;

/** Capability of a {@link ModelCompiler} that can give a source its canonical layout. */
public interface FormatsSource {

    /**
     * The text of a program or a library file in the canonical layout. Comments stay, and what is formatted already does not
     * change.
     *
     * @param name file name for messages
     * @param text the whole source
     * @param style how to lay it out
     * @throws dev.cotangent.ModelCompilationException if the text has syntax errors
     */
    String format(String name, String text, SourceStyle style);
}
