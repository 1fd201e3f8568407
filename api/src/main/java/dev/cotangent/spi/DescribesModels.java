package dev.cotangent.spi;

import dev.cotangent.CompileOptions;
import java.util.Map;

/** Capability of a {@link ModelCompiler} that can tell what a model takes, computes and uses. */
public interface DescribesModels {

    /**
     * A description, as a JSON object: maps, lists, strings, integers and nulls.
     *
     * @param name file name for messages
     * @param text the whole source
     * @throws dev.cotangent.ModelCompilationException if the text is not a valid model
     */
    Map<String, Object> describe(String name, String text, CompileOptions options);
}
