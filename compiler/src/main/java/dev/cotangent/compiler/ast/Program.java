package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.source.Source;
import java.util.List;

/**
 * A program as written. A block that is absent has no content; a library file has functions alone.
 *
 * @param source the text
 * @param sources the text and all that it includes, in the order of their reading
 * @param functions content of the functions block
 * @param data content of the data block, not yet known to be declarations only
 * @param transformedData content of its block
 * @param parameters content of the parameters block, not yet known to be declarations only
 * @param transformedParameters content of its block
 * @param model content of its block
 * @param generatedQuantities content of its block
 */
public record Program(
        Source source,
        List<Source> sources,
        List<Definition> functions,
        List<Statement> data,
        List<Statement> transformedData,
        List<Statement> parameters,
        List<Statement> transformedParameters,
        List<Statement> model,
        List<Statement> generatedQuantities) {

    public Program {
        sources = List.copyOf(sources);
        functions = List.copyOf(functions);
        data = List.copyOf(data);
        transformedData = List.copyOf(transformedData);
        parameters = List.copyOf(parameters);
        transformedParameters = List.copyOf(transformedParameters);
        model = List.copyOf(model);
        generatedQuantities = List.copyOf(generatedQuantities);
    }
}
