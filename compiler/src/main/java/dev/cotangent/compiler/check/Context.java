package dev.cotangent.compiler.check;

import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Function;
import java.util.List;
import java.util.Optional;

/**
 * Where the text that is being checked stands, and what that permits.
 *
 * @param block the block, {@link Block#FUNCTIONS} for the body of a function
 * @param function the function whose body or rule it is
 * @param functions those that can be called
 * @param diagnostics collects the errors
 */
record Context(Block block, Optional<Function> function, Functions functions, List<Diagnostic> diagnostics) {

    enum Block {
        FUNCTIONS("a function"),
        /** A derivative rule of a primitive, or an entry of a Fisher information. */
        RULE("a rule"),
        DATA("the data block"),
        TRANSFORMED_DATA("the transformed data block"),
        PARAMETERS("the parameters block"),
        TRANSFORMED_PARAMETERS("the transformed parameters block"),
        MODEL("the model block"),
        GENERATED_QUANTITIES("the generated quantities block");

        private final String description;

        Block(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    Context {
        if ((block == Block.FUNCTIONS || block == Block.RULE) != function.isPresent()) {
            throw new IllegalArgumentException("a function if and only if in the functions block, but " + block);
        }
    }

    /** Notes a warning, but for the author of a library that somebody else's model uses. */
    void warn(Diagnostic warning) {
        if (!isLibrary()) {
            diagnostics.add(warning);
        }
    }

    /** True if random numbers can be drawn. */
    boolean permitsRandom() {
        return block == Block.TRANSFORMED_DATA
                || block == Block.GENERATED_QUANTITIES
                || function.map(Function::isRandom).orElse(false);
    }

    /** True if a value may be differentiated here: not where only numbers are drawn or reported. */
    boolean isDifferentiated() {
        return block != Block.GENERATED_QUANTITIES
                && !function.map(Function::isRandom).orElse(false);
    }

    /** True if the target can be incremented and read. */
    boolean permitsTarget() {
        return block == Block.MODEL || functionEndsIn("_lp");
    }

    /** True if the log Jacobian can be incremented. */
    boolean permitsJacobian() {
        return block == Block.TRANSFORMED_PARAMETERS || functionEndsIn("_jacobian");
    }

    /** True if functions that increment the target can be called. */
    boolean permitsTargetFunctions() {
        return permitsTarget() || block == Block.TRANSFORMED_PARAMETERS;
    }

    /** True in the body of a density, whose {@code _lupdf} calls do as its caller says. */
    boolean isDensity() {
        return function.map(Function::isDensity).orElse(false);
    }

    boolean functionEndsIn(String suffix) {
        return function.map(f -> f.name().endsWith(suffix)).orElse(false);
    }

    boolean isLibrary() {
        return function.map(Function::isLibrary).orElse(false);
    }

    /** What messages call the place. */
    String description() {
        return function.map(f -> "the function `" + f.name() + "`").orElse(block.toString());
    }
}
