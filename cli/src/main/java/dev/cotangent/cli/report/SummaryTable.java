package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.io.PrintWriter;
import java.util.List;

/** The summary of draws as a table. */
public final class SummaryTable {

    private static final List<String> HEAD =
            List.of("", "mean", "mcse", "sd", "5%", "50%", "95%", "ess_bulk", "ess_tail", "r_hat");

    private SummaryTable() {}

    /** Prints a line a variable, after a line of headings. */
    public static void print(List<VariableSummary> variables, PrintWriter out) {
        TextTable table = new TextTable();
        table.add(HEAD);
        variables.forEach(variable -> table.add(row(variable)));
        table.print(out);
    }

    private static List<String> row(VariableSummary variable) {
        return List.of(
                variable.name(),
                NumberFormat.significant(variable.mean()),
                NumberFormat.significant(variable.mcseMean()),
                NumberFormat.significant(variable.standardDeviation()),
                NumberFormat.significant(variable.quantiles().get(0).value()),
                NumberFormat.significant(variable.quantiles().get(1).value()),
                NumberFormat.significant(variable.quantiles().get(2).value()),
                NumberFormat.fixed(variable.essBulk(), 0),
                NumberFormat.fixed(variable.essTail(), 0),
                NumberFormat.fixed(variable.rHat(), 3));
    }
}
