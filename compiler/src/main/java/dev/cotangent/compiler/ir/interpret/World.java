package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.runtime.model.DataSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a running procedure may read and print.
 *
 * @param data where data are read
 * @param random source of randomness
 * @param printer takes the lines that the model prints
 */
public record World(Optional<DataSource> data, Optional<UniformRandomProvider> random, Consumer<String> printer) {

    /** Neither data nor randomness; what is printed is lost. */
    public static final World NONE = new World(Optional.empty(), Optional.empty(), line -> {});

    public static World of(DataSource data) {
        return new World(Optional.of(data), Optional.empty(), NONE.printer);
    }

    public static World of(UniformRandomProvider random) {
        return new World(Optional.empty(), Optional.of(random), NONE.printer);
    }
}
