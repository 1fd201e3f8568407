package dev.cotangent.runtime.data;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Values of variables out of one row of draws: {@code theta.1}, {@code theta.2} are the elements of {@code theta}. Variables
 * whose columns have other names, as those of tuples and complex numbers, are none of it.
 */
public final class ColumnValues implements DataSource {

    private final Map<String, Double> row;
    private final String origin;
    private final TreeSet<String> names = new TreeSet<>();

    /**
     * Values of a row.
     *
     * @param row by column
     * @param origin name of the source in messages
     */
    public ColumnValues(Map<String, Double> row, String origin) {
        this.row = new LinkedHashMap<>(row);
        this.origin = origin;
        row.keySet().stream()
                .filter(column -> column.matches("[^.:]+(\\.\\d+)*"))
                .forEach(column -> names.add(column.replaceAll("\\..*", "")));
    }

    @Override
    public boolean has(String name) {
        return names.contains(name);
    }

    @Override
    public int integer(String name) {
        return whole(name, real(name));
    }

    @Override
    public double real(String name) {
        return value(name, name);
    }

    @Override
    public int[] integers(String name, int[] shape) {
        double[] values = reals(name, shape, false);
        int[] whole = new int[values.length];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = whole(name, values[k]);
        }
        return whole;
    }

    @Override
    public double[] reals(String name, int[] shape, boolean matrix) {
        int size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        double[] values = new double[size];
        int[] index = new int[shape.length];
        for (int k = 0; k < size; k++) {
            StringBuilder column = new StringBuilder(name);
            for (int i : index) {
                column.append('.').append(i + 1);
            }
            values[k] = value(name, column.toString());
            advance(index, shape, matrix);
        }
        return values;
    }

    /** The next index in storage order: the last varies fastest, but of a matrix the rows. */
    private static void advance(int[] index, int[] shape, boolean matrix) {
        int last = shape.length - 1;
        for (int d = last; d >= 0; d--) {
            int place = matrix && d >= last - 1 ? 2 * last - 1 - d : d;
            if (++index[place] < shape[place]) {
                return;
            }
            index[place] = 0;
        }
    }

    private double value(String name, String column) {
        Double value = row.get(column);
        if (value == null) {
            throw new DataException(origin + ": `" + name + "` has no element `" + column
                    + "`: it had other sizes, or was not written whole");
        }
        return value;
    }

    private int whole(String name, double value) {
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new DataException(origin + ": `" + name + "` is " + value + ", which is no integer");
        }
        return (int) value;
    }
}
