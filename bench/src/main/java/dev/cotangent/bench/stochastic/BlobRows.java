package dev.cotangent.bench.stochastic;

import dev.cotangent.runtime.model.Additive;

/** Points x ~ normal(mu, 1) of the plane, mu ~ normal(0, 1 / sqrt(.2)). */
record BlobRows(double[][] points) implements Additive {

    static final double PRIOR = 0.2;

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public int rows() {
        return points.length;
    }

    @Override
    public double rest(double[] q, double[] gradient) {
        gradient[0] = -PRIOR * q[0];
        gradient[1] = -PRIOR * q[1];
        return -0.5 * PRIOR * (q[0] * q[0] + q[1] * q[1]);
    }

    private double add(int row, double[] q, double[] gradient) {
        double dx = points[row][0] - q[0];
        double dy = points[row][1] - q[1];
        gradient[0] += dx;
        gradient[1] += dy;
        return -0.5 * (dx * dx + dy * dy);
    }

    @Override
    public double sum(double[] q, int[] rows, int count, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += add(rows[k], q, gradient);
        }
        return sum;
    }

    @Override
    public double sum(double[] q, int from, int to, double[] gradient) {
        java.util.Arrays.fill(gradient, 0);
        double sum = 0;
        for (int row = from; row < to; row++) {
            sum += add(row, q, gradient);
        }
        return sum;
    }

    @Override
    public double value(double[] q) {
        return gradient(q, new double[2]);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double[] prior = new double[2];
        double value = sum(q, 0, points.length, gradient) + rest(q, prior);
        gradient[0] += prior[0];
        gradient[1] += prior[1];
        return value;
    }
}
