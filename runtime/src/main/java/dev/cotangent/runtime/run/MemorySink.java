package dev.cotangent.runtime.run;

import java.util.Arrays;
import java.util.List;

/** Keeps the draws in memory. */
public final class MemorySink implements DrawSink {

    private RunHeader header;
    private Rows[] warmup;
    private Rows[] draws;

    @Override
    public void begin(RunHeader runHeader) {
        header = runHeader;
        SamplerOptions options = runHeader.options();
        int columns = runHeader.columns().size();
        warmup = new Rows[options.chains()];
        draws = new Rows[options.chains()];
        for (int chain = 0; chain < options.chains(); chain++) {
            warmup[chain] = new Rows(columns, options.keptWarmup());
            draws[chain] = new Rows(columns, options.keptDraws());
        }
    }

    @Override
    public ChainSink chain(int chain) {
        return new ChainRows(warmup[chain], draws[chain]);
    }

    @Override
    public void end(RunReport report) {
        // the rows are read by draws() and warmup()
    }

    /** The draws after warmup. To be called after the run has ended. */
    public Draws draws() {
        return assembled(draws);
    }

    /** The kept iterations of warmup. To be called after the run has ended. */
    public Draws warmup() {
        return assembled(warmup);
    }

    private Draws assembled(Rows[] chains) {
        List<Column> columns = header.columns();
        return Draws.of(columns, Arrays.stream(chains).map(Rows::columns).toArray(double[][][]::new));
    }

    private record ChainRows(Rows warmup, Rows draws) implements ChainSink {

        @Override
        public void draw(Phase phase, double[] row) {
            (phase == Phase.WARMUP ? warmup : draws).add(row);
        }

        @Override
        public void adapted(Adaptation adaptation) {
            // part of the report
        }

        @Override
        public void end(ChainReport report) {
            // rows need no end
        }
    }

    /** Rows stored by column; written by one chain's thread. */
    private static final class Rows {
        private final double[][] columns;
        private int count;

        Rows(int columnCount, int capacity) {
            columns = new double[columnCount][capacity];
        }

        void add(double[] row) {
            for (int k = 0; k < columns.length; k++) {
                columns[k][count] = row[k];
            }
            count++;
        }

        double[][] columns() {
            return Arrays.stream(columns)
                    .map(column -> count == column.length ? column : Arrays.copyOf(column, count))
                    .toArray(double[][]::new);
        }
    }
}
