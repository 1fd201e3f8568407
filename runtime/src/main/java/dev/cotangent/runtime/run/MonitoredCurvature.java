package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.Curved;

/** Derivatives beyond the gradient whose evaluations are looked after as those of a {@link MonitoredDensity}. */
record MonitoredCurvature(MonitoredDensity monitor, Curved target) implements Curved {

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public double value(double[] q) {
        monitor.checkCancelled();
        return monitor.counted(target.value(q), target);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        monitor.checkCancelled();
        return monitor.counted(target.gradient(q, gradient), target);
    }

    @Override
    public double hessian(double[] q, double[] gradient, double[] hessian) {
        monitor.checkCancelled();
        return monitor.counted(target.hessian(q, gradient, hessian), target);
    }

    @Override
    public double hessianTimes(double[] q, double[] vector, double[] gradient, double[] product) {
        monitor.checkCancelled();
        return monitor.counted(target.hessianTimes(q, vector, gradient, product), target);
    }

    @Override
    public double traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
        return target.traceGradient(q, vectors, weights, count, result);
    }
}
