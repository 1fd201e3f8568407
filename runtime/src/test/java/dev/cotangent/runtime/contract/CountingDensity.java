package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.model.LogDensity;

/** Counts the evaluations of another density. */
final class CountingDensity implements LogDensity {

    private final LogDensity target;
    private long evaluations;

    CountingDensity(LogDensity target) {
        this.target = target;
    }

    long evaluations() {
        return evaluations;
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public double value(double[] q) {
        evaluations++;
        return target.value(q);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        evaluations++;
        return target.gradient(q, gradient);
    }
}
