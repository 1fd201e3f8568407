package dev.cotangent.spi;

import dev.cotangent.CompileOptions;
import java.util.List;

/** Capability of a {@link ModelCompiler} that can print the forms a model takes on its way to code. */
public interface ShowsPhases {

    /** Names of the forms, in the order in which they arise. */
    List<String> phases();

    /**
     * Compiles a model as far as a form and prints that.
     *
     * @param phase one of {@link #phases()}
     * @param name file name for messages
     * @param text the whole source
     * @throws dev.cotangent.ModelCompilationException if the text is not a valid model
     * @throws IllegalArgumentException if there is no such form
     */
    String show(String phase, String name, String text, CompileOptions options);
}
