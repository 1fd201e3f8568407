package dev.cotangent.spi;

import dev.cotangent.CompileOptions;

/**
 * Turns the text of a model into code. Providers are listed in {@code META-INF/services}, have a public constructor
 * without arguments, hold no state, and may be called from several threads at once.
 */
public interface ModelCompiler {

    /**
     * Compiles a model.
     *
     * @param name file name for messages, normally with extension and without folders; the model is called so, without
     *     the extension
     * @param text the whole source
     * @throws dev.cotangent.ModelCompilationException if the text is not a valid model
     */
    ModelFactory compile(String name, String text, CompileOptions options);
}
