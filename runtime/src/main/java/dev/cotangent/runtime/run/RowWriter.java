package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.random.ChainStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Turns the state of a chain into a row of draws: the sampler's statistics, then those of the model's variables that are
 * selected. All variables are computed, so that a selection alters no random number of those that are left.
 */
final class RowWriter {

    private final List<Statistic> statistics;
    private final Model.DrawWriter variables;
    private final ChainStreams streams;
    private final double[] variableRow;
    private final int[] selected;
    private final double[] row;

    RowWriter(List<Statistic> statistics, Model model, List<String> select, ChainStreams streams) {
        this.statistics = statistics;
        this.variables = model.newDrawWriter();
        this.streams = streams;
        variableRow = new double[model.layout().columnCount()];
        selected = selected(model, select);
        row = new double[statistics.size() + selected.length];
    }

    /** Indices among the model's columns of those that are selected. */
    private static int[] selected(Model model, List<String> select) {
        List<String> names = model.layout().columnNames();
        if (select.isEmpty()) {
            return IntStream.range(0, names.size()).toArray();
        }
        Set<String> chosen = new VariableSelection(names, "in the model").of(select);
        return IntStream.range(0, names.size())
                .filter(k -> chosen.contains(names.get(k)))
                .toArray();
    }

    /**
     * The columns of the rows.
     *
     * @param select names of variables; all if empty
     * @throws UnknownVariableException if a name selects nothing
     */
    static List<Column> columns(List<Statistic> statistics, Model model, List<String> select) {
        List<Column> columns = new ArrayList<>();
        statistics.forEach(
                statistic -> columns.add(new Column(statistic.column(), Column.Role.STATISTIC, statistic.isInteger())));
        List<Column> all = new ArrayList<>();
        model.layout()
                .variables()
                .forEach(variable -> variable.columnNames()
                        .forEach(name -> all.add(
                                new Column(name, Column.Role.VARIABLE, variable.element() == Layout.Element.INTEGER))));
        for (int k : selected(model, select)) {
            columns.add(all.get(k));
        }
        return columns;
    }

    /** The row after a step; valid until the next. */
    double[] write(Phase phase, ChainState state, StepInfo info) {
        int next = 0;
        for (Statistic statistic : statistics) {
            row[next++] = statistic.of(state, info);
        }
        UniformRandomProvider random =
                phase == Phase.WARMUP ? streams.warmupQuantities() : streams.generatedQuantities();
        variables.write(state.position(), random, variableRow);
        for (int k : selected) {
            row[next++] = variableRow[k];
        }
        return row;
    }
}
