package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.SavedArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Estimates a diagonal metric from the variance of each coordinate. */
final class DiagonalEstimator implements MetricEstimator {

    private final double[] mean;
    private final double[] squares;
    private int count;

    DiagonalEstimator(int dimension) {
        mean = new double[dimension];
        squares = new double[dimension];
    }

    @Override
    public void add(double[] position) {
        count++;
        for (int i = 0; i < mean.length; i++) {
            double delta = position[i] - mean[i];
            mean[i] += delta / count;
            squares[i] += delta * (position[i] - mean[i]);
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Metric estimate() {
        double[] inverseMass = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double variance = squares[i] / (count - 1);
            inverseMass[i] = MetricEstimator.sampleWeight(count) * variance + MetricEstimator.ridge(count);
        }
        return DiagonalMetric.of(inverseMass);
    }

    @Override
    public void reset() {
        count = 0;
        Arrays.fill(mean, 0);
        Arrays.fill(squares, 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(count);
        SavedArray.write(mean, out);
        SavedArray.write(squares, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        count = in.readInt();
        SavedArray.read(mean, in);
        SavedArray.read(squares, in);
    }
}
