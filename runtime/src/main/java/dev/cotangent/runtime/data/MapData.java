package dev.cotangent.runtime.data;

import dev.cotangent.runtime.model.DataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that a program holds, by name. Immutable: arrays are copied.
 *
 * <p>A Java int is an integer and a Java double a real, which is not accepted where an integer is declared. Nested
 * arrays have the outermost dimension first; those of a matrix are its rows.
 */
public final class MapData implements DataSource {

    private static final MapData EMPTY = builder().build();

    private final VariableTable table;

    private MapData(VariableTable table) {
        this.table = table;
    }

    /** A source without values. */
    public static MapData empty() {
        return EMPTY;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Names of the values, in the order in which they were put. */
    @Override
    public Set<String> names() {
        return table.names();
    }

    @Override
    public boolean has(String name) {
        return table.has(name);
    }

    @Override
    public int integer(String name) {
        return table.integer(name);
    }

    @Override
    public double real(String name) {
        return table.real(name);
    }

    @Override
    public int[] integers(String name, int[] shape) {
        return table.integers(name, shape);
    }

    @Override
    public double[] reals(String name, int[] shape, boolean matrix) {
        return table.reals(name, shape, matrix);
    }

    /** Collects values. Each method throws IllegalArgumentException if the name is taken or an array is ragged. */
    public static final class Builder {

        private final Map<String, Entry> entries = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, int value) {
            return putNest(name, value);
        }

        public Builder put(String name, double value) {
            return putNest(name, value);
        }

        public Builder put(String name, int[] values) {
            return putNest(name, values);
        }

        public Builder put(String name, double[] values) {
            return putNest(name, values);
        }

        public Builder put(String name, int[][] values) {
            return putNest(name, values);
        }

        public Builder put(String name, double[][] values) {
            return putNest(name, values);
        }

        public Builder put(String name, int[][][] values) {
            return putNest(name, values);
        }

        public Builder put(String name, double[][][] values) {
            return putNest(name, values);
        }

        /**
         * Puts a value of any number of dimensions.
         *
         * @param nest an Integer, a Double, an int[] or double[], or an Object[] of these nests
         */
        public Builder putNest(String name, Object nest) {
            NestReader reader = new NestReader(name, nest);
            Optional<NumberArray.Real> firstReal = reader.hasReals()
                    ? Optional.of(new NumberArray.Real("", 0, Double.toString(reader.values()[0])))
                    : Optional.empty();
            NumberArray entry = new NumberArray("", reader.values(), reader.extents(), firstReal);
            if (entries.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException("variable '" + name + "' was put twice");
            }
            return this;
        }

        public MapData build() {
            return new MapData(new VariableTable("data", entries));
        }
    }
}
