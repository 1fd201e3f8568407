package dev.cotangent.runtime.model;

/** Data that have the number of rows for a size that they do not give themselves. */
record RowSized(DataSource data, String size, int rows) implements DataSource {

    @Override
    public boolean has(String name) {
        return data.has(name) || name.equals(size);
    }

    @Override
    public int integer(String name) {
        return name.equals(size) && !data.has(name) ? rows : data.integer(name);
    }

    @Override
    public double real(String name) {
        return data.real(name);
    }

    @Override
    public int[] integers(String name, int[] shape) {
        return data.integers(name, shape);
    }

    @Override
    public double[] reals(String name, int[] shape, boolean matrix) {
        return data.reals(name, shape, matrix);
    }
}
