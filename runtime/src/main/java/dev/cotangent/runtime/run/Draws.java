package dev.cotangent.runtime.run;

import java.util.List;

/** Draws of several chains, column by column. Immutable if nobody writes to the arrays it was made of. */
public final class Draws implements ColumnSource {

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

    @Override
    public List<Column> columns() {
        return columns;
    }

    /** Columns of the model's variables, without the sampler's statistics. */
    public List<Column> variables() {
        return columns.stream()
                .filter(column -> column.role() == Column.Role.VARIABLE)
                .toList();
    }

    @Override
    public int chains() {
        return values.length;
    }

    @Override
    public int size(int chain) {
        return columns.isEmpty() ? 0 : values[chain][0].length;
    }

    /** One number. */
    public double value(int chain, int column, int draw) {
        return values[chain][column][draw];
    }

    @Override
    public void read(List<Integer> indices, Receiver receiver) {
        indices.forEach(index -> receiver.accept(index, values(index)));
    }

    @Override
    public void rows(int chain, RowReceiver receiver) {
        double[] row = new double[columns.size()];
        for (int draw = 0; draw < size(chain); draw++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = values[chain][k][draw];
            }
            receiver.accept(row);
        }
    }

    @Override
    public double[][] values(int column) {
        double[][] chains = new double[values.length][];
        for (int chain = 0; chain < values.length; chain++) {
            chains[chain] = values[chain][column];
        }
        return chains;
    }
}
