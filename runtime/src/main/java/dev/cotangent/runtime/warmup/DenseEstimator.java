package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.SavedArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Estimates a dense metric from the covariance of the coordinates. */
final class DenseEstimator implements MetricEstimator {

    private final double[] mean;
    private final double[] delta;
    /** Lower triangle of the sums of products of deviations; row i has i + 1 elements. */
    private final double[][] products;

    private int count;

    DenseEstimator(int dimension) {
        mean = new double[dimension];
        delta = new double[dimension];
        products = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            products[i] = new double[i + 1];
        }
    }

    @Override
    public void add(double[] position) {
        count++;
        for (int i = 0; i < mean.length; i++) {
            delta[i] = position[i] - mean[i];
            mean[i] += delta[i] / count;
        }
        for (int i = 0; i < mean.length; i++) {
            double deviation = position[i] - mean[i];
            for (int j = 0; j <= i; j++) {
                products[i][j] += deviation * delta[j];
            }
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Metric estimate() {
        int n = mean.length;
        double[][] inverseMass = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                inverseMass[i][j] = MetricEstimator.sampleWeight(count) * (products[i][j] / (count - 1));
            }
            inverseMass[i][i] += MetricEstimator.ridge(count);
        }
        return DenseMetric.of(inverseMass);
    }

    @Override
    public void reset() {
        count = 0;
        Arrays.fill(mean, 0);
        for (double[] row : products) {
            Arrays.fill(row, 0);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(count);
        SavedArray.write(mean, out);
        for (double[] row : products) {
            SavedArray.write(row, out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        count = in.readInt();
        SavedArray.read(mean, in);
        for (double[] row : products) {
            SavedArray.read(row, in);
        }
    }
}
