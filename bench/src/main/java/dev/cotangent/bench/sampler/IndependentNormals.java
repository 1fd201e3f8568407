package dev.cotangent.bench.sampler;

import dev.cotangent.runtime.model.LogDensity;

/** Independent normals: a density that costs as little as one can. */
final class IndependentNormals implements LogDensity {

    private final double[] precision;
    private long gradients;

    IndependentNormals(double[] variances) {
        precision = new double[variances.length];
        for (int i = 0; i < precision.length; i++) {
            precision[i] = 1 / variances[i];
        }
    }

    /** Gradients evaluated so far. */
    long gradients() {
        return gradients;
    }

    @Override
    public int dimension() {
        return precision.length;
    }

    @Override
    public double value(double[] q) {
        return gradient(q, new double[q.length]);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        gradients++;
        double even = 0;
        double odd = 0;
        int last = precision.length - 1;
        for (int i = 0; i < last; i += 2) {
            gradient[i] = -precision[i] * q[i];
            gradient[i + 1] = -precision[i + 1] * q[i + 1];
            even += gradient[i] * q[i];
            odd += gradient[i + 1] * q[i + 1];
        }
        if (last % 2 == 0) {
            gradient[last] = -precision[last] * q[last];
            even += gradient[last] * q[last];
        }
        return 0.5 * (even + odd);
    }
}
