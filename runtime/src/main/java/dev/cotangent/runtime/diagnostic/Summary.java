package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * Summary of draws, column by column.
 *
 * @param statistics the sampler's columns, such as {@code lp__}
 * @param variables the model's columns
 */
public record Summary(List<VariableSummary> statistics, List<VariableSummary> variables) {

    public Summary {
        statistics = List.copyOf(statistics);
        variables = List.copyOf(variables);
    }

    /** Summarises every column; longer chains are cut to the shortest. */
    public static Summary of(Draws draws) {
        List<VariableSummary> statistics = new ArrayList<>();
        List<VariableSummary> variables = new ArrayList<>();
        List<Column> columns = draws.columns();
        for (int k = 0; k < columns.size(); k++) {
            Column column = columns.get(k);
            VariableSummary summary = VariableSummary.of(column.name(), draws.values(k));
            (column.role() == Column.Role.STATISTIC ? statistics : variables).add(summary);
        }
        return new Summary(statistics, variables);
    }
}
