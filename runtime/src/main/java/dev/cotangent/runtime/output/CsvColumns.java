package dev.cotangent.runtime.output;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Draws that stay in the CSV files of their chains. Each pass through the files reads as many columns as fit a share of the
 * memory; if that took many passes, one copies all to a temporary file of columns.
 *
 * @param files one a chain, with the same columns
 * @param warmup true for the rows of warmup, false for those after it
 */
record CsvColumns(List<CsvChain> files, boolean warmup) implements ColumnSource {

    /** Columns in memory may take this part of what Java has; sorting and ranking one takes little beside it. */
    private static final long SHARE_OF_MEMORY = 4;

    /** A pass through the texts takes longer than to copy them once to a file where each column can be read alone. */
    private static final int MOST_PASSES = 2;

    CsvColumns {
        files = List.copyOf(files);
    }

    @Override
    public List<Column> columns() {
        return files.get(0).columns();
    }

    @Override
    public int chains() {
        return files.size();
    }

    @Override
    public int size(int chain) {
        return warmup ? files.get(chain).warmupRows() : files.get(chain).drawRows();
    }

    @Override
    public void read(List<Integer> indices, Receiver receiver) {
        int atOnce = columnsAtOnce();
        if (indices.size() > (long) MOST_PASSES * atOnce) {
            readTransposed(indices, receiver);
            return;
        }
        for (int from = 0; from < indices.size(); from += atOnce) {
            pass(indices.subList(from, Math.min(from + atOnce, indices.size())), receiver);
        }
    }

    private void readTransposed(List<Integer> indices, Receiver receiver) {
        Path folder = files.get(0).file().toAbsolutePath().getParent();
        try (TransposedDraws transposed = TransposedDraws.of(this, folder)) {
            for (int index : indices) {
                receiver.accept(index, transposed.column(index));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void rows(int chain, RowReceiver receiver) {
        CsvChain file = files.get(chain);
        try {
            file.rows(warmup ? 0 : file.warmupRows(), size(chain), receiver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int columnsAtOnce() {
        long rows = 1;
        for (int chain = 0; chain < chains(); chain++) {
            rows += size(chain);
        }
        long columns = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY / Double.BYTES / rows;
        return (int) Math.max(1, Math.min(columns, Integer.MAX_VALUE));
    }

    private void pass(List<Integer> indices, Receiver receiver) {
        int[] wanted =
                indices.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        double[][][] values = new double[chains()][][];
        for (int chain = 0; chain < chains(); chain++) {
            CsvChain file = files.get(chain);
            try {
                values[chain] = file.read(wanted, warmup ? 0 : file.warmupRows(), size(chain));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (int index : indices) {
            receiver.accept(index, column(values, Arrays.binarySearch(wanted, index)));
        }
    }

    private static double[][] column(double[][][] values, int position) {
        double[][] chains = new double[values.length][];
        for (int chain = 0; chain < values.length; chain++) {
            chains[chain] = values[chain][position];
        }
        return chains;
    }
}
