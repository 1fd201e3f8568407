package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.LogDensity;

/** Counts the evaluations of another density: of its value, gradient or Hessian, but not of what follows at the same point. */
final class CountingDensity implements Curved {

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

    private Curved curved() {
        return (Curved) target;
    }

    @Override
    public double hessian(double[] q, double[] gradient, double[] hessian) {
        evaluations++;
        return curved().hessian(q, gradient, hessian);
    }

    @Override
    public double hessianTimes(double[] q, double[] vector, double[] gradient, double[] product) {
        evaluations++;
        return curved().hessianTimes(q, vector, gradient, product);
    }

    @Override
    public double traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
        return curved().traceGradient(q, vectors, weights, count, result);
    }
}
