package dev.cotangent;

import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import java.util.Objects;

/** A model with its data. Immutable and safe to share between threads. */
public final class PreparedModel {

    private final Model model;

    PreparedModel(Model model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Name of the model. */
    public String name() {
        return model.name();
    }

    /** What a position and a draw consist of. */
    public Layout layout() {
        return model.layout();
    }

    /** A new evaluator of the log density and its gradient on the unconstrained scale, for one thread. */
    public LogDensity newLogDensity() {
        return model.newLogDensity();
    }

    /**
     * Maps parameter values to an unconstrained position.
     *
     * @param parameters a value for each parameter, on the constrained scale
     * @return position, shape [dimension]; 0 in the coordinates of parameters without a value
     * @throws dev.cotangent.runtime.model.DataException if a value has the wrong shape
     * @throws dev.cotangent.runtime.model.ModelFailure if a value violates its declared constraint
     */
    public double[] unconstrain(DataSource parameters) {
        double[] q = new double[layout().dimension()];
        model.unconstrain(parameters, q);
        return q;
    }

    /**
     * Draws from the posterior.
     *
     * @throws dev.cotangent.runtime.run.InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public Fit sample(SamplerOptions options) {
        return sample(options, RunObserver.SILENT, Cancellation.onRequest());
    }

    /**
     * Draws from the posterior, observed and cancellable from other threads.
     *
     * @return the draws so far, if cancelled
     * @throws dev.cotangent.runtime.run.InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public Fit sample(SamplerOptions options, RunObserver observer, Cancellation cancellation) {
        return new Fit(model.layout(), Sampler.run(model, options, observer, cancellation));
    }

    /** The seam to samplers, sinks and diagnostics of the runtime; not part of the compatibility promise. */
    public Model model() {
        return model;
    }
}
