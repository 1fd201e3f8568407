package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A log density that looks for cancellation before every evaluation and counts the points that the model refuses. */
public final class MonitoredDensity implements LogDensity, ExplainsRejection {

    private final LogDensity target;
    private final Optional<ExplainsRejection> explanation;
    private final BooleanSupplier cancelled;
    private final RejectionTally rejections = new RejectionTally();

    /**
     * A density that is looked after.
     *
     * @param target evaluator
     * @param cancelled true once cancellation was requested; every evaluation throws {@link CancelledException} then
     */
    public MonitoredDensity(LogDensity target, BooleanSupplier cancelled) {
        this.target = target;
        this.explanation = target instanceof ExplainsRejection explains ? Optional.of(explains) : Optional.empty();
        this.cancelled = cancelled;
    }

    /** How often each statement refused a point, most frequent first. */
    public List<RejectionCount> rejectionCounts() {
        return rejections.counts();
    }

    RejectionTally rejections() {
        return rejections;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public double value(double[] q) {
        checkCancelled();
        return counted(target.value(q));
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        checkCancelled();
        return counted(target.gradient(q, gradient));
    }

    @Override
    public Optional<ModelFailure> rejection() {
        return explanation.flatMap(ExplainsRejection::rejection);
    }

    /** Throws if cancellation was requested. */
    public void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException();
        }
    }

    /** Counts the rejection by another evaluator of the same model, if its value says that there was one. */
    double counted(double value, LogDensity evaluator) {
        if (value == Double.NEGATIVE_INFINITY && evaluator instanceof ExplainsRejection explains) {
            explains.rejection().ifPresent(rejections::add);
        }
        return value;
    }

    private double counted(double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            rejection().ifPresent(rejections::add);
        }
        return value;
    }
}
