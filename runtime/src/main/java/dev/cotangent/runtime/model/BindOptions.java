package dev.cotangent.runtime.model;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * How data are bound to a model.
 *
 * @param seed determines the random numbers of transformed data
 * @param printer takes lines that the model prints, possibly from several threads
 * @param limits what one use of the model's code may take
 */
public record BindOptions(long seed, Consumer<String> printer, EvaluationLimits limits) {

    public BindOptions {
        Objects.requireNonNull(printer, "printer");
        Objects.requireNonNull(limits, "limits");
    }

    /** Seed 0, lines to the standard error stream, no limits. */
    public static BindOptions defaults() {
        return new BindOptions(0, System.err::println, EvaluationLimits.NONE);
    }

    /** The same with another seed. */
    public BindOptions withSeed(long newSeed) {
        return new BindOptions(newSeed, printer, limits);
    }

    /** The same with another taker of what the model prints. */
    public BindOptions withPrinter(Consumer<String> newPrinter) {
        return new BindOptions(seed, newPrinter, limits);
    }

    /** The same with other limits. */
    public BindOptions withLimits(EvaluationLimits newLimits) {
        return new BindOptions(seed, printer, newLimits);
    }
}
