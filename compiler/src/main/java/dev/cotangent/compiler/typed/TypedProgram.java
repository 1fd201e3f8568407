package dev.cotangent.compiler.typed;

import dev.cotangent.compiler.source.Source;
import java.util.List;

/**
 * A checked program.
 *
 * @param source the program's text
 * @param functions functions that it defines
 * @param fishers Fisher informations that it states, of its own densities
 * @param data declared data, in order
 * @param transformedData declarations and statements
 * @param parameters declared parameters, in order
 * @param transformedParameters declarations and statements
 * @param model statements
 * @param generatedQuantities declarations and statements
 */
public record TypedProgram(
        Source source,
        List<Function> functions,
        List<Fisher> fishers,
        List<Variable> data,
        List<TypedStmt> transformedData,
        List<Variable> parameters,
        List<TypedStmt> transformedParameters,
        List<TypedStmt> model,
        List<TypedStmt> generatedQuantities) {

    public TypedProgram {
        functions = List.copyOf(functions);
        fishers = List.copyOf(fishers);
        data = List.copyOf(data);
        transformedData = List.copyOf(transformedData);
        parameters = List.copyOf(parameters);
        transformedParameters = List.copyOf(transformedParameters);
        model = List.copyOf(model);
        generatedQuantities = List.copyOf(generatedQuantities);
    }
}
