package dev.cotangent.runtime.generate;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.DataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters of one draw after the other, as a source of values for a model. */
final class DrawValues implements DataSource {

    /** Columns by the path of their variable and their indices. */
    private final Map<String, Map<List<Integer>, Integer>> columns = new HashMap<>();

    /** Columns in storage order, by the path of a container. */
    private final Map<String, int[]> orders = new HashMap<>();

    private double[] row = {};

    /**
     * Values in columns of some names.
     *
     * @param positions places in the row by name of the column
     */
    DrawValues(Map<String, Integer> positions) {
        positions.forEach((column, position) -> {
            ElementName name = ElementName.of(column);
            columns.computeIfAbsent(name.path(), path -> new HashMap<>()).put(name.indices(), position);
        });
    }

    /** Makes a draw the current one; the array is kept. */
    void moveTo(double[] newRow) {
        row = newRow;
    }

    @Override
    public boolean has(String name) {
        return columns.containsKey(name);
    }

    @Override
    public double real(String name) {
        return row[position(name, List.of())];
    }

    @Override
    public int integer(String name) {
        throw new DataException("parameters are no integers, but `" + name + "` was asked for as one");
    }

    @Override
    public int[] integers(String name, int[] shape) {
        throw new DataException("parameters are no integers, but `" + name + "` was asked for as some");
    }

    @Override
    public double[] reals(String name, int[] shape, boolean matrix) {
        int[] order = orders.computeIfAbsent(name, path -> order(path, shape, matrix));
        double[] values = new double[order.length];
        for (int k = 0; k < order.length; k++) {
            values[k] = row[order[k]];
        }
        return values;
    }

    /** Positions of elements: the last index fastest, but in a matrix the last but one. */
    private int[] order(String path, int[] shape, boolean matrix) {
        int size = 1;
        for (int dimension : shape) {
            size = Math.multiplyExact(size, dimension);
        }
        int[] order = new int[size];
        int[] fastest = fastestFirst(shape.length, matrix);
        int[] index = new int[shape.length];
        for (int k = 0; k < size; k++) {
            List<Integer> indices = new ArrayList<>();
            for (int i : index) {
                indices.add(i + 1);
            }
            order[k] = position(path, indices);
            for (int d = 0; d < fastest.length && ++index[fastest[d]] == shape[fastest[d]]; d++) {
                index[fastest[d]] = 0;
            }
        }
        return order;
    }

    private static int[] fastestFirst(int dimensions, boolean matrix) {
        int[] order = new int[dimensions];
        for (int k = 0; k < dimensions; k++) {
            order[k] = dimensions - 1 - k;
        }
        if (matrix) {
            order[0] = dimensions - 2;
            order[1] = dimensions - 1;
        }
        return order;
    }

    private int position(String path, List<Integer> indices) {
        Integer position = columns.getOrDefault(path, Map.of()).get(indices);
        if (position == null) {
            throw new DataException("the draws have no element " + indices + " of `" + path + "`");
        }
        return position;
    }
}
