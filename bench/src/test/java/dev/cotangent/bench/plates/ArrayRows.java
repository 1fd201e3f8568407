package dev.cotangent.bench.plates;

import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.runtime.model.RowVariable;
import java.util.Arrays;
import java.util.List;

/** Rows of variables whose first size is the number of rows. */
record ArrayRows(DataSource data, int rows) implements RowSource {

    @Override
    public boolean has(String name) {
        return data.has(name);
    }

    @Override
    public Reader open(List<RowVariable> variables) {
        double[][] all = variables.stream().map(this::values).toArray(double[][]::new);
        int[] widths = variables.stream().mapToInt(RowVariable::width).toArray();
        return new Reader() {
            @Override
            public void read(int[] chosen, int count, double[][] windows) {
                for (int v = 0; v < all.length; v++) {
                    for (int k = 0; k < count; k++) {
                        System.arraycopy(all[v], chosen[k] * widths[v], windows[v], k * widths[v], widths[v]);
                    }
                }
            }

            @Override
            public void read(int from, int to, double[][] windows) {
                for (int v = 0; v < all.length; v++) {
                    System.arraycopy(all[v], from * widths[v], windows[v], 0, (to - from) * widths[v]);
                }
            }
        };
    }

    /** Arrays lie by rows, and so do matrices that are read as arrays. */
    private double[] values(RowVariable variable) {
        int[] shape = new int[variable.dimensions().size() + 1];
        shape[0] = rows;
        for (int d = 1; d < shape.length; d++) {
            shape[d] = variable.dimensions().get(d - 1);
        }
        return variable.integer()
                ? Arrays.stream(data.integers(variable.name(), shape))
                        .asDoubleStream()
                        .toArray()
                : data.reals(variable.name(), shape, false);
    }
}
