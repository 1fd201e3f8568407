package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.QuantileEstimate;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The summary of draws as a table. */
public final class SummaryTable {

    private SummaryTable() {}

    /** Prints a line a variable, after a line of headings. */
    public static void print(List<VariableSummary> variables, PrintWriter out) {
        TextTable table = new TextTable();
        table.add(head(variables.isEmpty() ? List.of() : variables.get(0).quantiles()));
        variables.forEach(variable -> table.add(row(variable)));
        table.print(out);
    }

    private static List<String> head(List<QuantileEstimate> quantiles) {
        List<String> cells = new ArrayList<>(List.of("", "mean", "mcse", "sd"));
        quantiles.forEach(quantile -> cells.add(quantile.percent() + "%"));
        cells.addAll(List.of("ess_bulk", "ess_tail", "r_hat"));
        return cells;
    }

    private static List<String> row(VariableSummary variable) {
        List<String> cells = new ArrayList<>(List.of(
                variable.name(),
                NumberFormat.significant(variable.mean()),
                NumberFormat.significant(variable.mcseMean()),
                NumberFormat.significant(variable.standardDeviation())));
        variable.quantiles().forEach(quantile -> cells.add(NumberFormat.significant(quantile.value())));
        cells.add(NumberFormat.fixed(variable.essBulk(), 0));
        cells.add(NumberFormat.fixed(variable.essTail(), 0));
        cells.add(NumberFormat.fixed(variable.rHat(), 3));
        return cells;
    }
}
