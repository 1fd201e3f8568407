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
        if (metric instanceof LowRankMetric lowRank) {
            writeParts(lowRank, out);
        } else if (metric.kind() != MetricKind.UNIT) {
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
                case LOW_RANK -> readParts(dimension, in);
                case DENSE -> DenseMetric.of(rows(dimension, dimension, in));
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("not a metric: " + e.getMessage(), e);
        }
    }

    private static void writeParts(LowRankMetric metric, DataOutput out) throws IOException {
        SavedArray.write(metric.scales(), out);
        out.writeInt(metric.rank());
        SavedArray.write(metric.variances(), out);
        for (double[] direction : metric.directions()) {
            SavedArray.write(direction, out);
        }
    }

    private static Metric readParts(int dimension, DataInput in) throws IOException {
        double[] scales = row(dimension, in);
        int rank = in.readInt();
        if (rank < 0 || rank > dimension) {
            throw new IOException("expected at most " + dimension + " directions of a metric, found " + rank);
        }
        double[] variances = row(rank, in);
        return LowRankMetric.of(scales, variances, rows(rank, dimension, in));
    }

    private static double[][] rows(int count, int dimension, DataInput in) throws IOException {
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
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
