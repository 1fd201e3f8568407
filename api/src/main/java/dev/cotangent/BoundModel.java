package dev.cotangent;

import dev.cotangent.runtime.approximation.CoordinateNames;
import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.RunObserver;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.spi.ModelFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A model with its data. Immutable and safe to share between threads. */
public final class BoundModel {

    private final ModelFactory factory;
    private final DataSource data;
    private final BindOptions options;
    private final Model model;
    private final Map<DensityKind, Model> others = new ConcurrentHashMap<>();

    BoundModel(ModelFactory factory, DataSource data, BindOptions options) {
        this(factory, data, options, factory.bind(data, options));
    }

    BoundModel(ModelFactory factory, DataSource data, BindOptions options, Model model) {
        this.factory = factory;
        this.data = Objects.requireNonNull(data, "data");
        this.options = Objects.requireNonNull(options, "options");
        this.model = Objects.requireNonNull(model, "model");
    }

    /** Name of the model. */
    public String name() {
        return model.name();
    }

    /** Hash of the model's code, as {@link CompiledModel#hash()}. */
    public String hash() {
        return factory.hash();
    }

    /** What a position and a draw consist of. */
    public Layout layout() {
        return model.layout();
    }

    /** Number of unconstrained coordinates. */
    public int dimension() {
        return layout().dimension();
    }

    /** Names of the scalars of a draw, in output order: {@code mu}, {@code theta.1}, {@code L.2.1}. */
    public List<String> names() {
        return layout().columnNames();
    }

    /** Names of the scalars that the variables of a block consist of. */
    public List<String> names(Layout.Block block) {
        return layout().variables().stream()
                .filter(variable -> variable.block() == block)
                .flatMap(variable -> variable.columnNames().stream())
                .toList();
    }

    /**
     * Names of the unconstrained coordinates, by the parameter that each belongs to.
     *
     * @param q a position where the model has mass, shape [dimension]
     */
    public List<String> unconstrainedNames(double[] q) {
        return CoordinateNames.of(model, q);
    }

    /** A new evaluator of the density that samplers use, for one thread. */
    public Evaluator newEvaluator() {
        return new Evaluator(model);
    }

    /**
     * A new evaluator of a density, for one thread. The first one of a kind compiles that density and binds the data to it.
     *
     * @throws UnsupportedOperationException if the model was compiled ahead of time, and not with this density
     */
    public Evaluator newEvaluator(DensityKind density) {
        return density.equals(DensityKind.SAMPLING)
                ? newEvaluator()
                : new Evaluator(others.computeIfAbsent(density, this::bound));
    }

    private Model bound(DensityKind density) {
        return factory.withDensity(density)
                .orElseThrow(() -> new UnsupportedOperationException("the model " + name()
                        + " was compiled ahead of time, and not with the density " + density
                        + "; compile it in the program, or with CompileOptions.withDensity"))
                .bind(data, options);
    }

    /** A new evaluator of the log density and its gradient on the unconstrained scale, for one thread. */
    public LogDensity newLogDensity() {
        return model.newLogDensity();
    }

    /** A new evaluator of derivatives beyond the gradient; empty if the model was compiled without. */
    public Optional<Curved> newCurvedDensity() {
        return model.newCurvedDensity();
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
        double[] q = new double[dimension()];
        model.unconstrain(parameters, q);
        return q;
    }

    /**
     * Draws from the posterior, on threads of its own, and waits for the end.
     *
     * @throws dev.cotangent.runtime.run.InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public Fit sample(SamplerOptions options) {
        return sample(options, RunObserver.SILENT, Cancellation.onRequest());
    }

    /**
     * Draws from the posterior, observed and cancellable from other threads, and waits for the end.
     *
     * @return the draws so far, if cancelled
     * @throws dev.cotangent.runtime.run.InitialisationException if no finite starting point was found
     * @throws dev.cotangent.runtime.model.ModelFailure if the model failed
     */
    public Fit sample(SamplerOptions options, RunObserver observer, Cancellation cancellation) {
        return new Fit(identity(options), Sampler.run(model, options, observer, cancellation));
    }

    /** A run to be started, with a handle: {@code model.run(options).deadline(...).start()}. */
    public RunBuilder run(SamplerOptions options) {
        return new RunBuilder(this, options);
    }

    /**
     * Computes generated quantities of draws that exist, one at a time: predictions, if this model's data are new.
     *
     * @param fit draws of this model's parameters, from this model or another one
     * @param seed determines the random numbers of generated quantities
     * @throws dev.cotangent.runtime.generate.MismatchException if a parameter is not among the draws, or has other sizes
     */
    public Predictor predictor(Draws fit, long seed) {
        return new Predictor(model, fit, seed);
    }

    /**
     * Computes generated quantities of all draws of a fit, as {@link #predictor}.
     *
     * @return as many draws of each chain, with this model's variables
     */
    public Draws predict(Draws fit, long seed) {
        return predictor(fit, seed).all();
    }

    /** Finds modes and normal approximations. */
    public Approximations approximations() {
        return new Approximations(model);
    }

    FitIdentity identity(SamplerOptions sampled) {
        return new FitIdentity(name(), hash(), sampled.seed(), layout());
    }

    /** The seam to samplers, sinks and diagnostics of the runtime; not part of the compatibility promise. */
    public Model model() {
        return model;
    }
}
