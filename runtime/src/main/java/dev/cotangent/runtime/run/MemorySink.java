package dev.cotangent.runtime.run;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the draws in memory, where they can be read while the run goes on.
 *
 * <p>What a chain's state has of it is how many rows there were; who continues a run gives the rows to the constructor.
 */
public final class MemorySink implements DrawSink {

    private final Optional<Draws> formerWarmup;
    private final Optional<Draws> formerDraws;
    private volatile RunHeader header;
    private Rows[] warmup;
    private Rows[] draws;

    /** Memory for a run that starts. */
    public MemorySink() {
        formerWarmup = Optional.empty();
        formerDraws = Optional.empty();
    }

    /** Memory for a run that goes on, with the rows of the run that was stopped, or more. */
    public MemorySink(Draws formerWarmup, Draws formerDraws) {
        this.formerWarmup = Optional.of(formerWarmup);
        this.formerDraws = Optional.of(formerDraws);
    }

    @Override
    public void begin(RunHeader runHeader) {
        SamplerOptions options = runHeader.options();
        int columns = runHeader.columns().size();
        warmup = new Rows[options.chains()];
        draws = new Rows[options.chains()];
        for (int chain = 0; chain < options.chains(); chain++) {
            warmup[chain] = new Rows(columns, options.keptWarmup());
            draws[chain] = new Rows(columns, options.keptDraws());
        }
        header = runHeader;
    }

    @Override
    public ChainSink chain(int chain) {
        return new ChainRows(warmup[chain], draws[chain]);
    }

    @Override
    public ChainSink chain(int chain, DataInput saved) throws IOException {
        warmup[chain].addAll(formerWarmup, chain, saved.readInt());
        draws[chain].addAll(formerDraws, chain, saved.readInt());
        return chain(chain);
    }

    @Override
    public void end(RunReport report) {
        // the rows are read by draws() and warmup()
    }

    /** The draws after warmup, so far. To be called once the run has begun. */
    public Draws draws() {
        return assembled(draws);
    }

    /** The kept iterations of warmup, so far. To be called once the run has begun. */
    public Draws warmup() {
        return assembled(warmup);
    }

    private Draws assembled(Rows[] chains) {
        if (header == null) {
            throw new IllegalStateException("the run has not begun");
        }
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
        public void save(DataOutput out) throws IOException {
            out.writeInt(warmup.count);
            out.writeInt(draws.count);
        }

        @Override
        public void end(ChainReport report) {
            // rows need no end
        }
    }

    /** Rows stored by column; written by one chain's thread, and read by any as far as they count. */
    private static final class Rows {
        private final double[][] columns;
        private volatile int count;

        Rows(int columnCount, int capacity) {
            columns = new double[columnCount][capacity];
        }

        void add(double[] row) {
            int next = count;
            for (int k = 0; k < columns.length; k++) {
                columns[k][next] = row[k];
            }
            count = next + 1;
        }

        /** Takes over the first rows of a chain. */
        void addAll(Optional<Draws> former, int chain, int rows) throws IOException {
            if (rows < 0 || rows > 0 && (former.isEmpty() || former.get().size(chain) < rows)) {
                throw new IOException("the state of a chain has " + rows + " rows, which are not there");
            }
            for (int k = 0; k < columns.length && rows > 0; k++) {
                if (rows > columns[k].length) {
                    throw new IOException("there are " + rows + " rows already, more than are asked for now");
                }
                System.arraycopy(former.orElseThrow().values(k)[chain], 0, columns[k], 0, rows);
            }
            count = rows;
        }

        double[][] columns() {
            int rows = count;
            return Arrays.stream(columns)
                    .map(column -> rows == column.length ? column : Arrays.copyOf(column, rows))
                    .toArray(double[][]::new);
        }
    }
}
