package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.Layout.Block;
import java.util.Set;

/**
 * What of a program's variables is output, and as what.
 *
 * @param hidden names of parameters that are not
 * @param parameters names of transformed parameters that count as parameters
 */
public record Shown(Set<String> hidden, Set<String> parameters) {

    /** Everything, as it is declared. */
    public static Shown asDeclared() {
        return new Shown(Set.of(), Set.of());
    }

    boolean isShown(Variable variable) {
        return !hidden.contains(variable.name());
    }

    Block block(Variable variable) {
        return switch (variable.scope()) {
            case PARAMETER -> Block.PARAMETERS;
            case TRANSFORMED_PARAMETER ->
                parameters.contains(variable.name()) ? Block.PARAMETERS : Block.TRANSFORMED_PARAMETERS;
            default -> Block.GENERATED_QUANTITIES;
        };
    }
}
