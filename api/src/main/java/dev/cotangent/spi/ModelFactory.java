package dev.cotangent.spi;

import dev.cotangent.ModelWarning;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Model;
import java.util.List;

/** A compiled model that waits for data. Immutable and safe to share between threads. */
public interface ModelFactory {

    /** Name of the model, normally its file name without extension. */
    String name();

    /** Hash of everything that determines the generated code, in hexadecimal: source, library, options, compiler. */
    String hash();

    /** What the author of the model should know, in the order of the source. */
    default List<ModelWarning> warnings() {
        return List.of();
    }

    /**
     * Reads the data, checks them, and runs transformed data.
     *
     * @param data values of the data block; names that the model does not declare are ignored
     * @param seed determines the random numbers of transformed data
     * @throws dev.cotangent.runtime.model.DataException if a value is missing or does not fit its declaration
     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails
     */
    Model bind(DataSource data, long seed);
}
