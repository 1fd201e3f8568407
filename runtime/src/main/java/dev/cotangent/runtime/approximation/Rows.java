package dev.cotangent.runtime.approximation;

import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/** Makes rows of output from positions: figures of the method, then the model's variables. */
final class Rows {

    private final Model.DrawWriter writer;
    private final UniformRandomProvider random;
    private final Consumer<double[]> sink;
    private final double[] variables;

    /**
     * A maker of rows.
     *
     * @param random for generated quantities
     * @param sink takes the rows, each a fresh array
     */
    Rows(Model model, UniformRandomProvider random, Consumer<double[]> sink) {
        this.writer = model.newDrawWriter();
        this.random = random;
        this.sink = sink;
        this.variables = new double[model.layout().columnCount()];
    }

    static List<String> columns(Model model, List<String> figures) {
        List<String> columns = new ArrayList<>(figures);
        for (Layout.Variable variable : model.layout().variables()) {
            columns.addAll(variable.columnNames());
        }
        return columns;
    }

    /**
     * Makes a row.
     *
     * @throws dev.cotangent.runtime.model.ModelFailure if generated quantities fail
     */
    void write(double[] position, double... figures) {
        writer.write(position, random, variables);
        double[] row = new double[figures.length + variables.length];
        System.arraycopy(figures, 0, row, 0, figures.length);
        System.arraycopy(variables, 0, row, figures.length, variables.length);
        sink.accept(row);
    }
}
