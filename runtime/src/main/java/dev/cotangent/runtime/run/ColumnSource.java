package dev.cotangent.runtime.run;

import java.util.ArrayList;
import java.util.List;

/** Draws of several chains that are read column by column, from memory or from files. */
public interface ColumnSource {

    /** Columns of a draw, the sampler's statistics first. */
    List<Column> columns();

    /** Number of chains. */
    int chains();

    /** Number of draws of a chain. */
    int size(int chain);

    /**
     * Passes on columns in the order asked for. Draws are not held in memory longer than the receiver runs, so that a run
     * of any size can be gone through.
     *
     * @param indices indices in {@link #columns()}
     * @throws java.io.UncheckedIOException if a file cannot be read, or holds what is not a number
     */
    void read(List<Integer> indices, Receiver receiver);

    /**
     * Passes on the draws of a chain one after the other.
     *
     * @throws java.io.UncheckedIOException if a file cannot be read, or holds what is not a number
     */
    void rows(int chain, RowReceiver receiver);

    /** Takes one draw after the other. */
    @FunctionalInterface
    interface RowReceiver {

        /**
         * A draw.
         *
         * @param row values in the order of {@link ColumnSource#columns()}; reused by the caller
         */
        void accept(double[] row);
    }

    /** Takes one column after the other. */
    @FunctionalInterface
    interface Receiver {

        /**
         * The draws of a column, chain by chain.
         *
         * @param index index in {@link ColumnSource#columns()}
         * @param chains shape [chains][draws of the chain]; not to be written to
         */
        void accept(int index, double[][] chains);
    }

    /** Number of draws of the shortest chain. */
    default int size() {
        int size = Integer.MAX_VALUE;
        for (int chain = 0; chain < chains(); chain++) {
            size = Math.min(size, size(chain));
        }
        return chains() == 0 ? 0 : size;
    }

    /** True if there is a column of this name. */
    default boolean has(String name) {
        return columns().stream().anyMatch(column -> column.name().equals(name));
    }

    /**
     * The draws of a column, chain by chain.
     *
     * @return shape [chains][draws of the chain]; not to be written to
     * @throws IllegalArgumentException if there is no such column
     */
    default double[][] values(String name) {
        List<Column> columns = columns();
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).name().equals(name)) {
                return values(k);
            }
        }
        List<String> names = new ArrayList<>();
        columns.stream().limit(10).forEach(column -> names.add(column.name()));
        throw new IllegalArgumentException("no column `" + name + "`; the first columns are " + names);
    }

    /**
     * The draws of a column, chain by chain.
     *
     * @param column index in {@link #columns()}
     * @return shape [chains][draws of the chain]; not to be written to
     */
    default double[][] values(int column) {
        double[][][] found = new double[1][][];
        read(List.of(column), (index, chains) -> found[0] = chains);
        return found[0];
    }

    /** The same draws of some chains. */
    default ColumnSource ofChains(List<Integer> chains) {
        return new ChainSelection(this, chains);
    }
}
