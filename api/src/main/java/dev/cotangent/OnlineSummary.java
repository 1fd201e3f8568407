package dev.cotangent;

import dev.cotangent.runtime.run.Adaptation;
import dev.cotangent.runtime.run.ChainReport;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.DrawSink;
import dev.cotangent.runtime.run.Phase;
import dev.cotangent.runtime.run.RunHeader;
import dev.cotangent.runtime.run.RunReport;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Summarises draws as they come, and keeps none but a thinned thousand a column. Readable at any time, from any thread.
 *
 * <p>Means and standard deviations are those of all draws. Quantiles, effective sample size and R-hat are those of the thinned
 * draws: every k-th of each chain, with k doubled whenever there are more than a chain's share.
 */
public final class OnlineSummary {

    /** Thinned draws of a column, over all chains, at most. */
    private static final int KEPT = 1024;

    private volatile List<Column> columns = List.of();
    private Chain[] chains = {};

    OnlineSummary() {}

    /**
     * What is known of a column.
     *
     * @param name name of the column
     * @param count draws so far, of all chains
     * @param mean of all draws; NaN without any
     * @param standardDeviation of all draws; NaN with fewer than two
     * @param q5 quantile of the thinned draws
     * @param median of the thinned draws
     * @param q95 quantile of the thinned draws
     * @param rHat of the thinned draws
     */
    public record Line(
            String name,
            long count,
            double mean,
            double standardDeviation,
            double q5,
            double median,
            double q95,
            double rHat) {}

    /** What is known of every column so far. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        List<Column> all = columns;
        for (int k = 0; k < all.size(); k++) {
            lines.add(line(all.get(k).name(), k));
        }
        return lines;
    }

    private Line line(String name, int column) {
        long count = 0;
        double mean = 0;
        double squares = 0;
        List<double[]> thinned = new ArrayList<>();
        for (Chain chain : chains) {
            synchronized (chain) {
                // Chan et al. (1979): moments of two samples together
                double difference = chain.means[column] - mean;
                long both = count + chain.count;
                if (chain.count > 0) {
                    mean += difference * chain.count / both;
                    squares += chain.squares[column] + difference * difference * count * chain.count / both;
                    thinned.add(Arrays.copyOf(chain.kept[column], chain.keptCount));
                }
                count = both;
            }
        }
        ScalarDraws draws = new ScalarDraws(name, thinned.toArray(double[][]::new));
        return new Line(
                name,
                count,
                count == 0 ? Double.NaN : mean,
                count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)),
                draws.quantile(0.05),
                draws.quantile(0.5),
                draws.quantile(0.95),
                draws.size() < 4 ? Double.NaN : draws.summary().rHat());
    }

    /** Where the run puts its draws. */
    DrawSink sink() {
        return new Sink();
    }

    private final class Sink implements DrawSink {

        @Override
        public void begin(RunHeader header) {
            int size = header.columns().size();
            chains = new Chain[header.options().chains()];
            for (int chain = 0; chain < chains.length; chain++) {
                chains[chain] = new Chain(size, Math.max(4, KEPT / chains.length));
            }
            columns = header.columns();
        }

        @Override
        public ChainSink chain(int chain) {
            return chains[chain];
        }

        @Override
        public ChainSink chain(int chain, DataInput saved) throws IOException {
            chains[chain].restore(saved);
            return chains[chain];
        }

        @Override
        public void end(RunReport report) {
            // lines() can be asked for at any time
        }
    }

    /** One chain's part: Welford's moments, and every stride-th draw. Written by one thread, read by others. */
    private static final class Chain implements DrawSink.ChainSink {

        private final double[] means;
        private final double[] squares;
        private final double[][] kept;
        private final int most;
        private long count;
        private long stride = 1;
        private int keptCount;

        Chain(int columns, int most) {
            this.means = new double[columns];
            this.squares = new double[columns];
            this.kept = new double[columns][most];
            this.most = most;
        }

        @Override
        public synchronized void draw(Phase phase, double[] row) {
            if (phase == Phase.WARMUP) {
                return;
            }
            boolean keep = count % stride == 0;
            if (keep && keptCount == most) {
                halve();
                keep = count % stride == 0;
            }
            count++;
            for (int k = 0; k < row.length; k++) {
                double difference = row[k] - means[k];
                means[k] += difference / count;
                squares[k] += difference * (row[k] - means[k]);
                if (keep) {
                    kept[k][keptCount] = row[k];
                }
            }
            keptCount += keep ? 1 : 0;
        }

        private void halve() {
            stride *= 2;
            keptCount = (keptCount + 1) / 2;
            for (double[] column : kept) {
                for (int k = 0; k < keptCount; k++) {
                    column[k] = column[2 * k];
                }
            }
        }

        @Override
        public void adapted(Adaptation adaptation) {
            // no draw
        }

        @Override
        public synchronized void save(DataOutput out) throws IOException {
            out.writeLong(count);
            out.writeLong(stride);
            out.writeInt(keptCount);
            for (int k = 0; k < means.length; k++) {
                out.writeDouble(means[k]);
                out.writeDouble(squares[k]);
                for (int draw = 0; draw < keptCount; draw++) {
                    out.writeDouble(kept[k][draw]);
                }
            }
        }

        synchronized void restore(DataInput in) throws IOException {
            count = in.readLong();
            stride = in.readLong();
            keptCount = DrawsFormat.count(in, most);
            for (int k = 0; k < means.length; k++) {
                means[k] = in.readDouble();
                squares[k] = in.readDouble();
                for (int draw = 0; draw < keptCount; draw++) {
                    kept[k][draw] = in.readDouble();
                }
            }
        }

        @Override
        public void end(ChainReport report) {
            // lines() can be asked for at any time
        }
    }
}
