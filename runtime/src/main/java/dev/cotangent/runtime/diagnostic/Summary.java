package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
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

    /** Summarises every column with the default quantiles; longer chains are cut to the shortest. */
    public static Summary of(ColumnSource draws) {
        return of(draws, VariableSummary.DEFAULT_PROBABILITIES);
    }

    /**
     * Summarises every column; longer chains are cut to the shortest.
     *
     * @param probabilities of the quantiles, in [0, 1]
     */
    public static Summary of(ColumnSource draws, List<Double> probabilities) {
        List<Column> columns = draws.columns();
        List<VariableSummary> all = ParallelSummaries.of(draws, probabilities);
        List<VariableSummary> statistics = new ArrayList<>();
        List<VariableSummary> variables = new ArrayList<>();
        for (int k = 0; k < all.size(); k++) {
            (columns.get(k).role() == Column.Role.STATISTIC ? statistics : variables).add(all.get(k));
        }
        return new Summary(statistics, variables);
    }
}
