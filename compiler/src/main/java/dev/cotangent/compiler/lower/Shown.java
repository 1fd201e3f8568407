package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.Layout.Block;
import java.util.HashSet;
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

    /** The same without some parameters, in whose place others count as such. */
    public Shown without(Set<String> scores, Set<String> instead) {
        Set<String> all = new HashSet<>(hidden);
        all.addAll(scores);
        return new Shown(all, instead);
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
