package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.kernel.SavedArray;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Metrics in checkpoints: the kind, the dimension, and what the metric was made of, bit for bit. */
public final class SavedMetric {

    private SavedMetric() {}

    /** Appends a metric. */
    public static void write(Metric metric, DataOutput out) throws IOException {
        out.writeUTF(metric.kind().name());
        out.writeInt(metric.dimension());
        if (metric.kind() != MetricKind.UNIT) {
            for (double[] row : metric.inverseMass()) {
                SavedArray.write(row, out);
            }
        }
    }

    /**
     * Reads a metric.
     *
     * @param dimension number of coordinates that it must have
     * @throws IOException if it cannot be read, has another dimension, or is none
     */
    public static Metric read(int dimension, DataInput in) throws IOException {
        String kind = in.readUTF();
        int found = in.readInt();
        if (found != dimension) {
            throw new IOException("expected a metric of dimension " + dimension + ", found one of " + found);
        }
        try {
            return switch (MetricKind.valueOf(kind)) {
                case UNIT -> new UnitMetric(dimension);
                case DIAGONAL -> DiagonalMetric.of(row(dimension, in));
                case DENSE -> DenseMetric.of(rows(dimension, in));
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("not a metric: " + e.getMessage(), e);
        }
    }

    private static double[][] rows(int dimension, DataInput in) throws IOException {
        double[][] rows = new double[dimension][];
        for (int i = 0; i < dimension; i++) {
            rows[i] = row(dimension, in);
        }
        return rows;
    }

    private static double[] row(int dimension, DataInput in) throws IOException {
        double[] row = new double[dimension];
        SavedArray.read(row, in);
        return row;
    }
}
