package dev.cotangent.runtime.run;

import java.util.ArrayList;
import java.util.List;

/** Draws of several chains, column by column. Immutable if nobody writes to the arrays it was made of. */
public final class Draws {

    private final List<Column> columns;
    private final double[][][] values;

    private Draws(List<Column> columns, double[][][] values) {
        this.columns = List.copyOf(columns);
        this.values = values;
    }

    /**
     * Draws from their values.
     *
     * @param values shape [chains][columns][draws of the chain]; kept, not copied
     * @throws IllegalArgumentException if a chain has another number of columns, or columns of different lengths
     */
    public static Draws of(List<Column> columns, double[][][] values) {
        for (double[][] chain : values) {
            if (chain.length != columns.size()) {
                throw new IllegalArgumentException(
                        "a chain must have " + columns.size() + " columns, but has " + chain.length);
            }
            for (double[] column : chain) {
                if (column.length != chain[0].length) {
                    throw new IllegalArgumentException("columns of a chain must have the same length, but have "
                            + chain[0].length + " and " + column.length);
                }
            }
        }
        return new Draws(columns, values);
    }

    public List<Column> columns() {
        return columns;
    }

    /** Columns of the model's variables, without the sampler's statistics. */
    public List<Column> variables() {
        return columns.stream()
                .filter(column -> column.role() == Column.Role.VARIABLE)
                .toList();
    }

    public int chains() {
        return values.length;
    }

    /** Number of draws of a chain. */
    public int size(int chain) {
        return columns.isEmpty() ? 0 : values[chain][0].length;
    }

    /** Number of draws of the shortest chain. */
    public int size() {
        int size = Integer.MAX_VALUE;
        for (int chain = 0; chain < values.length; chain++) {
            size = Math.min(size, size(chain));
        }
        return values.length == 0 ? 0 : size;
    }

    public boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /**
     * The draws of a column, chain by chain.
     *
     * @return shape [chains][draws of the chain]; not to be written to
     * @throws IllegalArgumentException if there is no such column
     */
    public double[][] values(String name) {
        return values(indexOf(name));
    }

    /**
     * The draws of a column, chain by chain.
     *
     * @param column index in {@link #columns()}
     * @return shape [chains][draws of the chain]; not to be written to
     */
    public double[][] values(int column) {
        double[][] chains = new double[values.length][];
        for (int chain = 0; chain < values.length; chain++) {
            chains[chain] = values[chain][column];
        }
        return chains;
    }

    private int indexOf(String name) {
        for (int k = 0; k < columns.size(); k++) {
            if (columns.get(k).name().equals(name)) {
                return k;
            }
        }
        List<String> names = new ArrayList<>();
        columns.stream().limit(10).forEach(column -> names.add(column.name()));
        throw new IllegalArgumentException("no column `" + name + "`; the first columns are " + names);
    }
}
