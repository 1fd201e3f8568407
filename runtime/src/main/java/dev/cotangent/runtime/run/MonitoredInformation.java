package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.FisherInformation;

/** A Fisher metric whose evaluations are looked after as those of a {@link MonitoredDensity}. */
record MonitoredInformation(MonitoredDensity monitor, FisherInformation target) implements FisherInformation {

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
    public double information(double[] q, double[] gradient, double[] metric) {
        monitor.checkCancelled();
        return monitor.counted(target.information(q, gradient, metric), target);
    }

    @Override
    public double informationGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
        return target.informationGradient(q, vectors, weights, count, result);
    }
}
