package dev.cotangent.compiler.companion;

import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.spi.PrecompiledModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the companion of a model: a class with the model, a record of its data with a builder, and a view of its draws, with
 * components and methods that are called as the variables. Tuples and complex numbers are left to the untyped classes.
 */
public final class Companion {

    private final String packageName;
    private final String className;
    private final String model;
    private final TypedProgram program;
    private final StringBuilder text = new StringBuilder();

    private Companion(String packageName, String model, TypedProgram program) {
        this.packageName = JavaName.ofPackage(packageName);
        this.className = JavaName.ofClass(model);
        this.model = model;
        this.program = program;
    }

    /** The qualified name of a model's companion. */
    public static String className(String packageName, String model) {
        return JavaName.ofPackage(packageName) + "." + JavaName.ofClass(model);
    }

    /**
     * The text of a companion.
     *
     * @param programName qualified name of the class of the model's code
     */
    public static String source(
            String packageName,
            String model,
            TypedProgram program,
            String programName,
            String hash,
            List<BoundModel.Output> outputs) {
        Companion companion = new Companion(packageName, model, program);
        companion.write(programName, hash, outputs);
        return companion.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void write(String programName, String hash, List<BoundModel.Output> outputs) {
        line("package " + packageName + ";");
        line("");
        String head = Comments.head(program.source().text());
        line("/** " + (head.isEmpty() ? "The model {@code " + model + "}." : head) + " Generated from {@code "
                + program.source().name() + "}. */");
        line("public final class " + className + " {");
        line("");
        line("    private " + className + "() {}");
        line("");
        line("    /** The model, without data. */");
        line("    public static dev.cotangent.CompiledModel model() {");
        line("        return dev.cotangent.CompiledModel.of(dev.cotangent.spi.PrecompiledModel.of(");
        line("                java.lang.invoke.MethodHandles.lookup(),");
        line("                \"" + programName + "\",");
        line("                \"" + model + "\",");
        line("                \"" + hash + "\""
                + outputs.stream()
                        .map(output -> ",\n                \"" + PrecompiledModel.describe(output) + "\"")
                        .collect(Collectors.joining())
                + "));");
        line("    }");
        if (isTyped()) {
            bind();
            data();
        }
        draws();
        line("}");
    }

    private boolean isTyped() {
        return program.data().stream().allMatch(variable -> isPlain(variable.type()));
    }

    private static boolean isPlain(Type type) {
        return type.scalar().equals(Type.INT) || type.scalar().equals(Type.REAL);
    }

    private static String javaType(Variable variable) {
        return scalar(variable) + "[]".repeat(variable.type().rank());
    }

    private static String scalar(Variable variable) {
        return variable.type().scalar().equals(Type.INT) ? "int" : "double";
    }

    private void bind() {
        line("");
        line("    /**");
        line("     * The model with data.");
        line("     *");
        line("     * @throws dev.cotangent.runtime.model.DataException if a value does not fit its declaration");
        line("     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails");
        line("     */");
        line("    public static dev.cotangent.BoundModel bind(Data data) {");
        line("        return model().bind(data.source());");
        line("    }");
    }

    private void data() {
        List<Variable> variables = program.data();
        line("");
        line("    /**");
        line("     * The data. Arrays are copied when it is made, and are not to be written to afterwards.");
        line("     *");
        variables.forEach(v -> line("     * @param " + JavaName.of(v.name()) + " " + described(v)));
        line("     */");
        line("    public record Data("
                + variables.stream()
                        .map(v -> javaType(v) + " " + JavaName.of(v.name()))
                        .collect(Collectors.joining(", "))
                + ") {");
        line("");
        line("        /** Copies arrays, and looks at their sizes. */");
        line("        public Data {");
        variables.stream()
                .filter(v -> v.type().rank() > 0)
                .forEach(v -> line("            " + JavaName.of(v.name())
                        + " = dev.cotangent.spi.PrecompiledModel.copy(" + JavaName.of(v.name()) + ");"));
        variables.forEach(this::sizeChecks);
        line("        }");
        line("");
        line("        /** Collects data. */");
        line("        public static Builder builder() {");
        line("            return new Builder();");
        line("        }");
        line("");
        line("        /** The data as a model reads them. */");
        line("        public dev.cotangent.runtime.model.DataSource source() {");
        line("            return dev.cotangent.runtime.data.MapData.builder()");
        variables.forEach(
                v -> line("                    .putNest(\"" + v.name() + "\", " + JavaName.of(v.name()) + ")"));
        line("                    .build();");
        line("        }");
        builder(variables);
        line("    }");
    }

    /** Sizes that other variables of the data say, along the first elements. */
    private void sizeChecks(Variable variable) {
        Set<String> known = new HashSet<>();
        program.data().stream()
                .takeWhile(v -> v != variable)
                .filter(v -> v.type().equals(Type.INT))
                .forEach(v -> known.add(v.name()));
        String place = JavaName.of(variable.name());
        String condition = "";
        for (int d = 0; d < variable.sizes().size(); d++) {
            String size = variable.sizes().get(d).span().text();
            if (known.contains(size)) {
                String name = d == 0 ? variable.name() : "a row of " + variable.name();
                line("            " + condition + "dev.cotangent.spi.PrecompiledModel.requireSize(\"" + name + "\", "
                        + place + ".length, \"" + size + "\", " + JavaName.of(size) + ");");
            }
            condition += "if (" + place + ".length > 0) ";
            place += "[0]";
        }
    }

    private void builder(List<Variable> variables) {
        line("");
        line("        /** Collects data by name. */");
        line("        public static final class Builder {");
        line("");
        variables.forEach(v -> line("            private java.util.Optional<" + boxed(v) + "> " + JavaName.of(v.name())
                + " = java.util.Optional.empty();"));
        line("");
        line("            private Builder() {}");
        for (Variable v : variables) {
            String name = JavaName.of(v.name());
            line("");
            line("            /** " + capital(described(v)) + ". */");
            line("            public Builder " + name + "(" + javaType(v) + " value) {");
            line("                " + name + " = java.util.Optional.of(value);");
            line("                return this;");
            line("            }");
        }
        line("");
        line("            /**");
        line("             * The data.");
        line("             *");
        line("             * @throws IllegalStateException if a variable has no value");
        line("             * @throws IllegalArgumentException if an array has another size than a variable says");
        line("             */");
        line("            public Data build() {");
        line("                return new Data("
                + variables.stream()
                        .map(v -> "\n                        dev.cotangent.spi.PrecompiledModel.required(\"" + v.name()
                                + "\", " + JavaName.of(v.name()) + ")")
                        .collect(Collectors.joining(","))
                + ");");
        line("            }");
        line("        }");
    }

    private static String boxed(Variable variable) {
        boolean scalar = variable.type().rank() == 0;
        return !scalar ? javaType(variable) : scalar(variable).equals("int") ? "Integer" : "Double";
    }

    private static String described(Variable variable) {
        String comment = Comments.of(variable.span());
        String declared = declaration(variable);
        return comment.isEmpty() ? declared : comment + " (" + declared + ")";
    }

    private static String declaration(Variable variable) {
        String sizes = variable.sizes().stream().map(s -> s.span().text()).collect(Collectors.joining(", "));
        return "{@code " + variable.type() + "}" + (sizes.isEmpty() ? "" : " of size {@code " + sizes + "}");
    }

    private static String capital(String text) {
        return text.isEmpty() || text.startsWith("{")
                ? text
                : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void draws() {
        line("");
        line("    /** Draws of this model with its variables as methods. */");
        line("    public static Draws draws(dev.cotangent.Draws draws) {");
        line("        return new Draws(draws);");
        line("    }");
        line("");
        line("    /**");
        line("     * Draws with the model's variables as methods. Draws and elements are numbered from 0.");
        line("     *");
        line("     * @param all the draws without types");
        line("     */");
        line("    public record Draws(dev.cotangent.Draws all) {");
        outputs().filter(v -> isPlain(v.type())).forEach(this::view);
        line("    }");
    }

    private Stream<Variable> outputs() {
        List<Variable> all = new ArrayList<>(program.parameters());
        Stream.of(program.transformedParameters(), program.generatedQuantities())
                .flatMap(List::stream)
                .filter(TypedStmt.Declare.class::isInstance)
                .map(s -> ((TypedStmt.Declare) s).variable())
                .forEach(all::add);
        return all.stream();
    }

    private void view(Variable variable) {
        int rank = variable.type().rank();
        String name = JavaName.of(variable.name());
        String doc = capital(described(variable));
        String read = rank == 0 ? "scalar" : "array";
        String type = rank == 0 ? "dev.cotangent.ScalarDraws" : "dev.cotangent.ArrayDraws";
        line("");
        line("        /** " + doc + ". */");
        line("        public " + type + " " + name + "() {");
        line("            return all." + read + "(\"" + variable.name() + "\");");
        line("        }");
        List<String> indices =
                IntStream.rangeClosed(1, rank).mapToObj(d -> "index" + d).toList();
        String parameters = indices.stream().map(i -> ", int " + i).collect(Collectors.joining());
        String arguments = indices.stream().map(i -> ", " + i).collect(Collectors.joining());
        String cast = scalar(variable).equals("int") ? "(int) " : "";
        line("");
        line("        /** " + doc + ", in one draw. */");
        line("        public " + scalar(variable) + " " + name + "(int draw" + parameters + ") {");
        line("            return " + cast + name + "().get(draw" + arguments + ");");
        line("        }");
    }
}
