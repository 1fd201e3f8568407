package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A log density that looks for cancellation before every evaluation and counts the points that the model refuses. */
final class MonitoredDensity implements LogDensity, ExplainsRejection {

    private final LogDensity target;
    private final Optional<ExplainsRejection> explanation;
    private final BooleanSupplier cancelled;
    private final RejectionTally rejections = new RejectionTally();

    MonitoredDensity(LogDensity target, BooleanSupplier cancelled) {
        this.target = target;
        this.explanation = target instanceof ExplainsRejection explains ? Optional.of(explains) : Optional.empty();
        this.cancelled = cancelled;
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
    void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException();
        }
    }

    private double counted(double value) {
        if (value == Double.NEGATIVE_INFINITY) {
            rejection().ifPresent(rejections::add);
        }
        return value;
    }
}
