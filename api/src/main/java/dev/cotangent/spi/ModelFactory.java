package dev.cotangent.spi;

import dev.cotangent.DensityKind;
import dev.cotangent.ModelWarning;
import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.RowSource;
import java.util.List;
import java.util.Optional;

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
     * @param options seed, limits, and where the model's lines go
     * @throws dev.cotangent.runtime.model.DataException if a value is missing or does not fit its declaration
     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails
     */
    Model bind(DataSource data, BindOptions options);

    /**
     * The same model with another log density; empty if this factory can't make it, as its code was written ahead of time.
     *
     * @param density which
     */
    default Optional<ModelFactory> withDensity(DensityKind density) {
        return Optional.empty();
    }

    /**
     * Binds data of which the rows of a plate are not in the heap. The model's density is the sum over them, read anew for
     * every evaluation; draws leave out what has a value a row.
     *
     * @param data the other values of the data block; the plate's size is the number of rows, unless {@code data} has it:
     *     then rows are a shard of so many
     * @param rows the values of variables that have one a row
     * @param seed determines the random numbers of transformed data
     * @throws dev.cotangent.runtime.model.DataException as {@link #bind(DataSource, BindOptions)}, and if the model was not compiled
     *     to be evaluated by rows, or has no plate
     * @throws dev.cotangent.runtime.model.ModelFailure as {@link #bind(DataSource, BindOptions)}
     */
    default Model bind(DataSource data, RowSource rows, long seed) {
        throw new DataException(name() + " was not compiled to be evaluated by rows");
    }
}
