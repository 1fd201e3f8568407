package dev.cotangent.runtime.parallel;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.Plate;
import java.util.Optional;

/**
 * A model whose log density is summed over chunks of rows on several threads. Values and gradients are the same bit for bit
 * whatever the number of threads: chunks depend on the number of rows only, and are added in their order.
 */
public final class RowParallelModel implements Model {

    private final Model model;
    private final int threads;

    /**
     * Wraps a model.
     *
     * @param model one with a {@link Model#plate()}
     * @param threads threads of an evaluator, its caller's among them; 1 at least
     * @throws IllegalArgumentException if the model has no plate, or there is no thread
     */
    public RowParallelModel(Model model, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a log density needs at least 1 thread, not " + threads);
        } else if (model.plate().isEmpty()) {
            throw new IllegalArgumentException("the log density of " + model.name() + " is no sum over rows");
        }
        this.model = model;
        this.threads = threads;
    }

    @Override
    public LogDensity newLogDensity() {
        return RowParallelDensity.start(model, threads);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Layout layout() {
        return model.layout();
    }

    @Override
    public Optional<Plate> plate() {
        return model.plate();
    }

    @Override
    public Optional<Additive> newAdditiveDensity() {
        return model.newAdditiveDensity();
    }

    @Override
    public Optional<Curved> newCurvedDensity() {
        return model.newCurvedDensity();
    }

    @Override
    public DrawWriter newDrawWriter() {
        return model.newDrawWriter();
    }

    @Override
    public void unconstrain(DataSource values, double[] q) {
        model.unconstrain(values, q);
    }
}
