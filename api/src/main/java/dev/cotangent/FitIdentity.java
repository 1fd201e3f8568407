package dev.cotangent;

import dev.cotangent.runtime.model.Layout;
import java.util.Objects;

/**
 * Of what draws are.
 *
 * @param model name of the model
 * @param modelHash hash of its code
 * @param seed the run's seed
 * @param layout the model's variables with the sizes that its data gave them
 */
public record FitIdentity(String model, String modelHash, long seed, Layout layout) {

    public FitIdentity {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelHash, "modelHash");
        Objects.requireNonNull(layout, "layout");
    }
}
