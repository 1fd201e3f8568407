package dev.cotangent.compiler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A form that a model takes on its way to code, and that can be printed. */
public enum Phase {
    /** The syntax tree. */
    AST,
    /** The checked program: names and overloads resolved, conversions explicit. */
    TYPES,
    /** The program over standard normals, as text: what draws each parameter, and what is left as likelihood. */
    GENERATIVE,
    /** The sizes of data over whose rows the log density is a sum, and what keeps others from it. */
    PLATES,
    /** The intermediate representation, optimised. */
    IR,
    /** The gradient in the intermediate representation, optimised. */
    IR_GRADIENT,
    /** The Fisher metric: what each term of the log density adds to it, or why nothing is known. */
    METRIC,
    /** The class. */
    BYTECODE;

    /** The name that people type: {@code ir-gradient}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names that people type, in order. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(Phase::text).toList();
    }

    /**
     * The phase of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Phase of(String text) {
        return Arrays.stream(values())
                .filter(p -> p.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no phase `" + text + "`; there are " + texts()));
    }
}
