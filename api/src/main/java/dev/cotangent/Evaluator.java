package dev.cotangent;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Evaluates a model: density, gradient, Hessian, and what a position means. Owns scratch memory, so it belongs to one thread at
 * a time; evaluation allocates nothing once that has grown to size. Closing gives the memory back.
 *
 * <p>Positions are on the unconstrained scale, log densities in nats.
 */
public final class Evaluator implements AutoCloseable {

    private final Model model;
    private final Layout layout;
    private final int parameters;
    private LogDensity density;
    private Optional<Curved> curved = Optional.empty();
    private Optional<Model.DrawWriter> writer = Optional.empty();

    Evaluator(Model model) {
        this.model = model;
        this.layout = model.layout();
        this.parameters = layout.variables().stream()
                .filter(variable -> variable.block() == Layout.Block.PARAMETERS)
                .mapToInt(Layout.Variable::size)
                .sum();
        this.density = model.newLogDensity();
    }

    /** Number of unconstrained coordinates. */
    public int dimension() {
        return layout.dimension();
    }

    /** Number of scalars of a draw: parameters, transformed parameters and generated quantities. */
    public int columnCount() {
        return layout.columnCount();
    }

    /** Number of scalars of the parameters alone, the first of a draw. */
    public int parameterCount() {
        return parameters;
    }

    /**
     * The log density.
     *
     * @param q position, shape [dimension]; not modified
     * @return {@code -infinity} where there is no mass or the model rejects
     * @throws ModelFailure if the model is at fault whatever the position
     */
    public double logDensity(double[] q) {
        return density.value(q);
    }

    /**
     * The log density and its gradient.
     *
     * @param q position, shape [dimension]; not modified
     * @param gradient overwritten, shape [dimension]; unspecified where the value is not finite
     * @return as {@link #logDensity}
     */
    public double gradient(double[] q, double[] gradient) {
        return density.gradient(q, gradient);
    }

    /** Why the latest evaluation was {@code -infinity}, if the model rejected the position. */
    public Optional<ModelFailure> rejection() {
        return density instanceof ExplainsRejection explains ? explains.rejection() : Optional.empty();
    }

    /**
     * The log density, its gradient, and the product of its Hessian with a vector.
     *
     * @param q position, shape [dimension]; not modified
     * @param vector shape [dimension]; not modified
     * @param gradient overwritten, shape [dimension]
     * @param product overwritten, shape [dimension]
     * @return as {@link #logDensity}
     * @throws UnsupportedOperationException if the model was compiled without curvature
     */
    public double hessianVector(double[] q, double[] vector, double[] gradient, double[] product) {
        return curvature().hessianTimes(q, vector, gradient, product);
    }

    /**
     * The log density, its gradient and its Hessian.
     *
     * @param q position, shape [dimension]; not modified
     * @param gradient overwritten, shape [dimension]
     * @param hessian overwritten, shape [dimension * dimension], row by row
     * @return as {@link #logDensity}
     * @throws UnsupportedOperationException if the model was compiled without curvature
     */
    public double hessian(double[] q, double[] gradient, double[] hessian) {
        return curvature().hessian(q, gradient, hessian);
    }

    private Curved curvature() {
        requireOpen();
        if (curved.isEmpty()) {
            curved = model.newCurvedDensity();
        }
        return curved.orElseThrow(() -> new UnsupportedOperationException("the model " + model.name()
                + " was compiled without second derivatives: compile it with CompileOptions.withCurvature()"));
    }

    /**
     * The parameters at a position, on the scale of their declarations.
     *
     * @param q position, shape [dimension]; not modified
     * @return a fresh array, shape [parameterCount], in the order of {@link BoundModel#names}
     * @throws ModelFailure if transformed parameters or generated quantities, which are computed too, fail
     */
    public double[] constrain(double[] q) {
        double[] values = new double[layout.columnCount()];
        // whatever generated quantities draw is thrown away
        generate(q, RandomSource.SPLIT_MIX_64.create(0L), values);
        return Arrays.copyOf(values, parameters);
    }

    /**
     * Parameters, transformed parameters and generated quantities at a position.
     *
     * @param q position, shape [dimension]; not modified
     * @param random randomness of generated quantities
     * @param values overwritten, shape [columnCount], in the order of {@link BoundModel#names}
     * @throws ModelFailure if generated quantities reject or fail
     */
    public void generate(double[] q, UniformRandomProvider random, double[] values) {
        requireOpen();
        if (writer.isEmpty()) {
            writer = Optional.of(model.newDrawWriter());
        }
        writer.get().write(q, random, values);
    }

    /** Gives scratch memory back. Every method but the sizes throws IllegalStateException from now on. */
    @Override
    public void close() {
        density = new ClosedDensity(dimension());
        curved = Optional.empty();
        writer = Optional.empty();
    }

    private void requireOpen() {
        if (density instanceof ClosedDensity) {
            throw ClosedDensity.closed();
        }
    }

    /** Takes the place of the density when there is none: open evaluators need not ask. */
    private record ClosedDensity(int dimension) implements LogDensity {

        static IllegalStateException closed() {
            return new IllegalStateException("the evaluator is closed");
        }

        @Override
        public double value(double[] q) {
            throw closed();
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            throw closed();
        }
    }
}
