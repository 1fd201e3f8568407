package dev.cotangent.cli.report;

import java.io.PrintWriter;
import java.util.List;

/** Values of columns, one a line. */
public final class EstimateTable {

    private EstimateTable() {}

    /**
     * Prints names and values.
     *
     * @param values in the order of the columns
     * @param limit lines to print; how many were left out is said
     */
    public static void print(List<String> columns, double[] values, int limit, PrintWriter out) {
        TextTable table = new TextTable();
        int shown = Math.min(limit, columns.size());
        for (int k = 0; k < shown; k++) {
            table.add(List.of(columns.get(k), NumberFormat.digits(values[k], 6)));
        }
        table.print(out);
        if (shown < columns.size()) {
            out.println("and " + (columns.size() - shown) + " more");
        }
    }
}
