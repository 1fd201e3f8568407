package dev.cotangent.compiler.describe;

import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a program takes, computes and uses, as one JSON object. The members that stanc3's {@code --info} has too mean the
 * same.
 */
public final class Description {

    private final TypedProgram program;

    private Description(TypedProgram program) {
        this.program = program;
    }

    /**
     * Describes a program.
     *
     * @param name of the model
     * @param sources the text and those that it includes
     * @param dimension number of unconstrained parameters, if the text alone determines it
     * @return maps, lists, strings, integers and nulls
     */
    public static Map<String, Object> of(
            String name, TypedProgram program, List<Source> sources, OptionalInt dimension) {
        Description description = new Description(program);
        UsedFunctions used = new UsedFunctions(program);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", name);
        all.put("inputs", variables(program.data()));
        all.put("parameters", variables(program.parameters()));
        all.put("transformed parameters", variables(declared(program.transformedParameters())));
        all.put("generated quantities", variables(declared(program.generatedQuantities())));
        all.put("functions", used.functions());
        all.put("distributions", used.distributions());
        all.put("defined_functions", description.definedFunctions());
        all.put(
                "included_files",
                sources.stream().skip(1).map(Source::name).distinct().toList());
        all.put("unconstrained_dimension", dimension.isPresent() ? dimension.getAsInt() : null);
        return all;
    }

    /** The variables of a block that are its results: those that nested blocks declare are not. */
    private static List<Variable> declared(List<TypedStmt> statements) {
        return statements.stream()
                .filter(TypedStmt.Declare.class::isInstance)
                .map(s -> ((TypedStmt.Declare) s).variable())
                .toList();
    }

    private static Map<String, Object> variables(List<Variable> variables) {
        Map<String, Object> all = new LinkedHashMap<>();
        variables.forEach(variable -> all.put(variable.name(), VariableDescription.of(variable)));
        return all;
    }

    private List<String> definedFunctions() {
        return program.functions().stream()
                .map(Description::signature)
                .distinct()
                .toList();
    }

    private static String signature(Function function) {
        Stream<String> parameters = function.parameters().stream().map(p -> p.type() + " " + p.name());
        return function.returnType() + " " + function.name()
                + parameters.toList().toString().replaceFirst("^\\[", "(").replaceFirst("]$", ")");
    }
}
