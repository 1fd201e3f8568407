package dev.cotangent.cli.report;

import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects independent draws of the first columns, and prints their means, standard deviations and quantiles. */
public final class DrawTable {

    private static final List<String> HEAD = List.of("", "mean", "sd", "5%", "50%", "95%");

    private final List<String> columns;
    private final int skipped;
    private final int limit;
    private final List<double[]> rows = new ArrayList<>();

    /**
     * A table without draws.
     *
     * @param columns names of all columns
     * @param skipped columns at the front that are not shown
     * @param limit columns to show
     */
    public DrawTable(List<String> columns, int skipped, int limit) {
        this.columns = columns;
        this.skipped = skipped;
        this.limit = Math.min(limit, columns.size() - skipped);
    }

    /** Passes rows on, and keeps what is shown of them. */
    public Consumer<double[]> behind(Consumer<double[]> sink) {
        return row -> {
            double[] shown = new double[limit];
            System.arraycopy(row, skipped, shown, 0, limit);
            rows.add(shown);
            sink.accept(row);
        };
    }

    /** Prints a line a column. */
    public void print(PrintWriter out) {
        TextTable table = new TextTable();
        table.add(HEAD);
        for (int k = 0; k < limit; k++) {
            int column = k;
            double[] values = rows.stream().mapToDouble(row -> row[column]).toArray();
            VariableSummary summary = VariableSummary.of(columns.get(skipped + k), new double[][] {values});
            List<String> line = new ArrayList<>();
            line.add(summary.name());
            line.add(NumberFormat.significant(summary.mean()));
            line.add(NumberFormat.significant(summary.standardDeviation()));
            summary.quantiles().forEach(quantile -> line.add(NumberFormat.significant(quantile.value())));
            table.add(line);
        }
        table.print(out);
        int left = columns.size() - skipped - limit;
        if (left > 0) {
            out.println("and " + left + " more");
        }
    }
}
