package dev.cotangent.bench.stochastic;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A vector {@code beta} without constraints whose density by rows was written by hand. */
record RowsModel(String name, int dimension, Supplier<Additive> densities) implements Model {

    @Override
    public Layout layout() {
        return new Layout(
                dimension,
                List.of(new Layout.Variable("beta", Layout.Block.PARAMETERS, Layout.Element.REAL, List.of(dimension))));
    }

    @Override
    public LogDensity newLogDensity() {
        return densities.get();
    }

    @Override
    public Optional<Additive> newAdditiveDensity() {
        return Optional.of(densities.get());
    }

    @Override
    public DrawWriter newDrawWriter() {
        return (q, random, row) -> System.arraycopy(q, 0, row, 0, q.length);
    }

    @Override
    public void unconstrain(DataSource values, double[] q) {
        System.arraycopy(values.reals("beta", new int[] {dimension}, false), 0, q, 0, q.length);
    }
}
