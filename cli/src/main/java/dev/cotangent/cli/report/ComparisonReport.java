package dev.cotangent.cli.report;

import dev.cotangent.runtime.loo.Comparison;
import dev.cotangent.runtime.loo.LeaveOneOut;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models beside the one that predicts best.
 *
 * @param names of the models
 * @param loos of the models
 * @param warnings why the comparison may not be one, a sentence each
 */
public record ComparisonReport(List<String> names, List<LeaveOneOut> loos, List<String> warnings) {

    /** A smaller difference is small, whatever its standard error. */
    private static final double SMALL_DIFFERENCE = 4;

    /** Standard errors by the variation between fewer observations are likely too small. */
    private static final int FEW_OBSERVATIONS = 100;

    public ComparisonReport {
        names = List.copyOf(names);
        loos = List.copyOf(loos);
        warnings = List.copyOf(warnings);
    }

    /** Prints a line a model, the best first, and what to think of the differences. */
    public void print(PrintWriter out) {
        List<Comparison> comparisons = Comparison.of(loos);
        TextTable table = new TextTable();
        table.add(List.of("", "elpd_diff", "se_diff", "elpd_loo", "se", "p_loo", "weight", "bad k"));
        for (Comparison comparison : comparisons) {
            LeaveOneOut loo = loos.get(comparison.model());
            table.add(List.of(
                    names.get(comparison.model()),
                    NumberFormat.fixed(comparison.difference().value(), 1),
                    NumberFormat.fixed(comparison.difference().standardError(), 1),
                    NumberFormat.fixed(comparison.elpd().value(), 1),
                    NumberFormat.fixed(comparison.elpd().standardError(), 1),
                    NumberFormat.fixed(loo.effectiveParameters().value(), 1),
                    NumberFormat.fixed(comparison.weight(), 2),
                    String.valueOf(new LooReport(loo).badCount())));
        }
        table.print(out);
        notes(comparisons).forEach(out::println);
    }

    private List<String> notes(List<Comparison> comparisons) {
        List<String> notes = new ArrayList<>(warnings);
        for (int k = 0; k < loos.size(); k++) {
            int bad = new LooReport(loos.get(k)).badCount();
            if (bad > 0) {
                notes.add(bad + " of " + loos.get(k).points().size() + " observations of " + names.get(k)
                        + " have a Pareto k that is too large: its elpd_loo is unsure. See cotangent loo.");
            }
        }
        if (comparisons.stream().skip(1).anyMatch(c -> -c.difference().value() < SMALL_DIFFERENCE)) {
            notes.add("A difference under 4 is small: these models predict about equally well.");
        }
        if (loos.get(0).points().size() < FEW_OBSERVATIONS) {
            notes.add("With " + loos.get(0).points().size()
                    + " observations the standard errors of differences are likely too small.");
        }
        return notes;
    }

    /** All figures, for programs. */
    public Map<String, Object> tree() {
        List<Comparison> comparisons = Comparison.of(loos);
        List<Object> rows = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            LeaveOneOut loo = loos.get(comparison.model());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("run", names.get(comparison.model()));
            row.put("elpd_diff", LooReport.tree(comparison.difference()));
            row.put("elpd_loo", LooReport.tree(comparison.elpd()));
            row.put("p_loo", LooReport.tree(loo.effectiveParameters()));
            row.put("weight", comparison.weight());
            row.put("bad_k", new LooReport(loo).badCount());
            rows.add(row);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("observations", loos.get(0).points().size());
        tree.put("models", rows);
        tree.put("notes", notes(comparisons));
        return tree;
    }
}
