package dev.cotangent;

import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.spi.ModelFactory;
import java.util.List;
import java.util.Objects;

/** A model in executable form, without data. Immutable and safe to share between threads; worth keeping and reusing. */
public final class CompiledModel {

    private final ModelFactory factory;

    CompiledModel(ModelFactory factory) {
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /** A model that was compiled ahead of time. */
    public static CompiledModel of(ModelFactory factory) {
        return new CompiledModel(factory);
    }

    /** Name of the model, normally its file name without extension. */
    public String name() {
        return factory.name();
    }

    /** Hash of everything that determines the generated code, in hexadecimal: a key to cache by. */
    public String hash() {
        return factory.hash();
    }

    /** What the author of the model should know, in the order of the source; the model is valid all the same. */
    public List<ModelWarning> warnings() {
        return factory.warnings();
    }

    /**
     * Binds data, with seed 0 for random numbers of transformed data.
     *
     * @throws dev.cotangent.runtime.model.DataException if a value is missing or does not fit its declaration
     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails
     */
    public BoundModel bind(DataSource data) {
        return bind(data, BindOptions.defaults());
    }

    /**
     * Binds data.
     *
     * @param data values of the data block; names that the model does not declare are ignored
     * @param seed determines the random numbers of transformed data
     * @throws dev.cotangent.runtime.model.DataException if a value is missing or does not fit its declaration
     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails
     */
    public BoundModel bind(DataSource data, long seed) {
        return bind(data, BindOptions.defaults().withSeed(seed));
    }

    /**
     * Binds data.
     *
     * @param data values of the data block; names that the model does not declare are ignored
     * @param options seed, limits, and where the model's lines go
     * @throws dev.cotangent.runtime.model.DataException if a value is missing or does not fit its declaration
     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails, or exceeds a limit
     */
    public BoundModel bind(DataSource data, BindOptions options) {
        return new BoundModel(factory, data, options);
    }

    /**
     * Binds data of which the rows of a plate are not in the heap. Needs a model compiled {@linkplain
     * CompileOptions#withPlates() for evaluation by rows}.
     *
     * @param data the other values of the data block; if it has the plate's size, the rows are a shard of so many
     * @param rows the values of variables that have one a row
     * @param seed determines the random numbers of transformed data
     * @throws dev.cotangent.runtime.model.DataException if a value is missing or does not fit its declaration, or the model
     *     has no plate
     * @throws dev.cotangent.runtime.model.ModelFailure if transformed data fails
     */
    public BoundModel bind(DataSource data, RowSource rows, long seed) {
        return new BoundModel(factory, data, BindOptions.defaults().withSeed(seed), factory.bind(data, rows, seed));
    }
}
