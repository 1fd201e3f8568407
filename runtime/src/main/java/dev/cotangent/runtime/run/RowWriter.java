package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Turns the state of a chain into a row of draws: the sampler's statistics, then the model's variables. */
final class RowWriter {

    private final List<Statistic> statistics;
    private final Model.DrawWriter variables;
    private final ChainStreams streams;
    private final double[] variableRow;
    private final double[] row;

    RowWriter(List<Statistic> statistics, Model model, ChainStreams streams) {
        this.statistics = statistics;
        this.variables = model.newDrawWriter();
        this.streams = streams;
        variableRow = new double[model.layout().columnCount()];
        row = new double[statistics.size() + variableRow.length];
    }

    static List<Column> columns(List<Statistic> statistics, Model model) {
        List<Column> columns = new ArrayList<>();
        statistics.forEach(
                statistic -> columns.add(new Column(statistic.column(), Column.Role.STATISTIC, statistic.isInteger())));
        model.layout()
                .variables()
                .forEach(variable -> variable.columnNames()
                        .forEach(name -> columns.add(
                                new Column(name, Column.Role.VARIABLE, variable.element() == Layout.Element.INTEGER))));
        return columns;
    }

    /** The row after a step; valid until the next. */
    double[] write(Phase phase, ChainState state, StepInfo info) {
        for (int k = 0; k < statistics.size(); k++) {
            row[k] = statistics.get(k).of(state, info);
        }
        UniformRandomProvider random =
                phase == Phase.WARMUP ? streams.warmupQuantities() : streams.generatedQuantities();
        variables.write(state.position(), random, variableRow);
        System.arraycopy(variableRow, 0, row, statistics.size(), variableRow.length);
        return row;
    }
}
