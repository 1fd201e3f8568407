package dev.cotangent.runtime.model;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** A model bound to its data. Immutable and safe to share between threads; evaluators are per thread. */
public interface Model {

    /** Name of the model, normally its file name without extension. */
    String name();

    /** What a position and a draw consist of. */
    Layout layout();

    /** A new evaluator with scratch memory of its own, for one thread. */
    LogDensity newLogDensity();

    /** A new evaluator of derivatives beyond the gradient, for one thread; empty if the model was compiled without. */
    default Optional<Curved> newCurvedDensity() {
        return Optional.empty();
    }

    /**
     * A new evaluator of the model's Fisher metric, for one thread; empty if the model was compiled without, or if {@link
     * #fisherGaps()} has statements that have none.
     */
    default Optional<FisherInformation> newFisherInformation() {
        return Optional.empty();
    }

    /** The statements for which no Fisher information is known, in the order of the text; empty if compiled without. */
    default List<FisherInformation.Gap> fisherGaps() {
        return List.of();
    }

    /**
     * The dimension of data over which the log density is a sum, if the model has one that the compiler finds, and was
     * compiled to be evaluated by rows.
     */
    default Optional<Plate> plate() {
        return Optional.empty();
    }

    /**
     * A new evaluator of the terms of chosen rows, for one thread; empty if there is no {@link #plate()}. The rows are those
     * that the model was bound with: from a {@link RowSource}, or from the heap.
     */
    default Optional<Additive> newAdditiveDensity() {
        return Optional.empty();
    }

    /**
     * A new evaluator of the likelihood over a prior of standard normals, for one thread; empty if the model was not compiled
     * that way. If it was, positions of this model are such normals, for its density and its draws too.
     */
    default Optional<Generative> newGenerative() {
        return Optional.empty();
    }

    /** A new writer of draws with scratch memory of its own, for one thread. */
    DrawWriter newDrawWriter();

    /**
     * Maps values on the constrained scale to an unconstrained position.
     *
     * @param values values by parameter name; parameters that it does not have keep their coordinates of {@code q}
     * @param q position, shape [dimension]; overwritten where values are given
     * @throws DataException if a value has the wrong shape
     * @throws ModelFailure if a value violates its declared constraint
     */
    void unconstrain(DataSource values, double[] q);

    /** Writes one draw: parameters, transformed parameters and generated quantities on the constrained scale. */
    interface DrawWriter {
        /**
         * Computes a row of output.
         *
         * @param q unconstrained position, shape [dimension]; not modified
         * @param random source of randomness for generated quantities
         * @param row overwritten, shape [layout().columnCount()], in the order of {@link Layout#columnNames()}
         * @throws ModelFailure if generated quantities reject or fail
         */
        void write(double[] q, UniformRandomProvider random, double[] row);
    }
}
