package dev.cotangent.spi;

import dev.cotangent.CompileOptions;

/** Capability of a {@link ModelCompiler} that can write the classes of a model, for a jar. */
public interface CompilesAhead {

    /**
     * Compiles a model to classes.
     *
     * @param name file name for messages, without folders; the companion class is called so, in Java's manner
     * @param text the whole source
     * @param packageName of the classes, as {@code com.example.models}; not empty
     * @throws dev.cotangent.ModelCompilationException if the text is not a valid model
     * @throws IllegalArgumentException if Java has no such package or class name
     */
    AheadOfTimeModel compileAhead(String name, String text, String packageName, CompileOptions options);
}
