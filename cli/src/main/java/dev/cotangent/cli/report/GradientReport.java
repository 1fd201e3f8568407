package dev.cotangent.cli.report;

import dev.cotangent.runtime.derivative.GradientCheck.Entry;
import dev.cotangent.runtime.derivative.GradientCheck.Verdict;
import dev.cotangent.runtime.output.JsonTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A gradient beside differences and beside that of another mode of differentiation.
 *
 * @param rows all entries at all points
 * @param points number of points
 * @param tolerance allowed difference from differences
 * @param twoModes true if there is another mode to compare with
 */
public record GradientReport(List<Row> rows, int points, double tolerance, boolean twoModes) {

    /** Rows that are shown if no more are asked for. */
    public static final int USUAL_ROWS = 20;

    /** Two modes sum in other orders; more than this between them is not rounding. */
    private static final double MODE_TOLERANCE = 1e-8;

    public GradientReport {
        rows = List.copyOf(rows);
    }

    /**
     * An entry.
     *
     * @param point number of the point, from 1
     * @param name name of the coordinate
     * @param entry the entry beside differences
     * @param otherMode the entry as the other mode has it; NaN if there is no other
     */
    public record Row(int point, String name, Entry entry, double otherMode) {

        /** Relative difference of the modes. */
        double modeDifference() {
            double difference = Math.abs(otherMode - entry.gradient()) / Math.max(1, Math.abs(entry.gradient()));
            return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        }
    }

    private boolean modesDiffer(Row row) {
        return twoModes && row.modeDifference() > MODE_TOLERANCE;
    }

    private boolean differs(Row row) {
        return row.entry().verdict() == Verdict.DIFFERS || modesDiffer(row);
    }

    private boolean isOpen(Row row) {
        return !differs(row) && row.entry().verdict() == Verdict.UNDECIDED;
    }

    /** Number of entries that are wrong in one way or the other. */
    public long differences() {
        return rows.stream().filter(this::differs).count();
    }

    private String verdict(Row row) {
        return modesDiffer(row) ? "modes differ" : row.entry().verdict().name().toLowerCase(Locale.ROOT);
    }

    /** Wrong entries first, then open ones, then by difference. */
    private List<Row> worstFirst() {
        return rows.stream()
                .sorted(Comparator.comparing((Row row) -> !differs(row))
                        .thenComparing(row -> !isOpen(row))
                        .thenComparingDouble(row -> -row.entry().difference()))
                .toList();
    }

    /**
     * Prints a line an entry, the worst first, and a summary.
     *
     * @param limit lines to print; how many were left out is said
     */
    public void print(int limit, PrintWriter out) {
        TextTable table = new TextTable();
        List<String> head =
                new ArrayList<>(List.of("", "point", "gradient", "differences", "their error", "difference"));
        if (twoModes) {
            head.add("between modes");
        }
        head.add("");
        table.add(head);
        worstFirst().stream().limit(limit).forEach(row -> table.add(cells(row)));
        table.print(out);
        if (rows.size() > limit) {
            out.println("and " + (rows.size() - limit) + " more: see --all");
        }
        out.println(summary());
    }

    private List<String> cells(Row row) {
        Entry entry = row.entry();
        List<String> cells = new ArrayList<>(List.of(
                row.name(),
                Integer.toString(row.point()),
                NumberFormat.digits(entry.gradient(), 9),
                NumberFormat.digits(entry.derivative(), 9),
                NumberFormat.digits(entry.error(), 1),
                NumberFormat.digits(entry.difference(), 1)));
        if (twoModes) {
            cells.add(NumberFormat.digits(row.modeDifference(), 1));
        }
        cells.add(verdict(row));
        return cells;
    }

    private String summary() {
        long wrong = differences();
        long open = rows.stream().filter(this::isOpen).count();
        String at =
                " at " + points + (points == 1 ? " point" : " points") + ", to " + NumberFormat.digits(tolerance, 3);
        if (wrong > 0) {
            return wrong + " of " + rows.size() + " entries differ" + at;
        }
        String agree = (rows.size() - open) + " of " + rows.size() + " entries agree" + at;
        return open == 0
                ? agree
                : agree + "; differences are too inexact to judge the others: the log density is noisy or has a kink";
    }

    /**
     * Writes everything as one JSON object, entries in their order.
     *
     * @param seed what points were found with
     */
    public void writeJson(long seed, PrintWriter out) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("points", points);
        tree.put("seed", seed);
        tree.put("tolerance", tolerance);
        tree.put("differences", differences());
        List<Object> entries = new ArrayList<>();
        for (Row row : rows) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("point", row.point());
            entry.put("coordinate", row.entry().coordinate() + 1);
            entry.put("name", row.name());
            entry.put("gradient", row.entry().gradient());
            entry.put("derivative", row.entry().derivative());
            entry.put("error", row.entry().error());
            if (twoModes) {
                entry.put("otherMode", row.otherMode());
            }
            entry.put("verdict", verdict(row));
            entries.add(entry);
        }
        tree.put("entries", entries);
        JsonTree.write(tree, out);
        out.println();
    }
}
