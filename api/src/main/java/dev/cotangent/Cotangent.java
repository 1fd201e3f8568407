package dev.cotangent;

import dev.cotangent.spi.ModelCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The entry point: compiles models.
 *
 * <p>Compiling needs the artifact {@code dev.cotangent:cotangent-compiler} on the class path; everything after that
 * does not.
 */
public final class Cotangent {

    private Cotangent() {}

    /**
     * Compiles the model in a file.
     *
     * @param file UTF-8 text
     * @throws IOException if the file cannot be read
     * @throws ModelCompilationException if the text is not a valid model
     * @throws IllegalStateException if no compiler is on the class path
     */
    public static CompiledModel compile(Path file) throws IOException {
        return compile(file, CompileOptions.defaults());
    }

    /**
     * Compiles the model in a file, as {@link #compile(Path)}, with options. What the options do not find for {@code
     * #include} is looked for in the folder of the file.
     */
    public static CompiledModel compile(Path file, CompileOptions options) throws IOException {
        Includes beside = Includes.folders(List.of(file.toAbsolutePath().getParent()));
        return compile(
                file.getFileName().toString(),
                Files.readString(file),
                options.withIncludes(options.includes().or(beside)));
    }

    /**
     * Compiles a model.
     *
     * @param name file name that messages use, as {@code eight_schools.model}
     * @param text the whole source
     * @throws ModelCompilationException if the text is not a valid model
     * @throws IllegalStateException if no compiler is on the class path
     */
    public static CompiledModel compile(String name, String text) {
        return compile(name, text, CompileOptions.defaults());
    }

    /** Compiles a model, as {@link #compile(String, String)}, with options. */
    public static CompiledModel compile(String name, String text, CompileOptions options) {
        return new CompiledModel(compiler().compile(name, text, options));
    }

    private static ModelCompiler compiler() {
        return ServiceLoader.load(ModelCompiler.class, Cotangent.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no compiler on the class path:"
                        + " add the artifact dev.cotangent:cotangent-compiler in the version of cotangent-api"));
    }
}
