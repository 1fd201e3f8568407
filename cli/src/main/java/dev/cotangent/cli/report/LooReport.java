package dev.cotangent.cli.report;

import dev.cotangent.runtime.loo.Estimate;
import dev.cotangent.runtime.loo.LeaveOneOut;
import dev.cotangent.runtime.loo.PointwiseLoo;
import dev.cotangent.runtime.output.DecimalTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How well a model predicts, as a table, as values for programs, and with advice where it is not known. */
public final class LooReport {

    private static final int NAMES_SHOWN = 5;
    private static final double VERY_BAD = 1;

    private final LeaveOneOut loo;

    public LooReport(LeaveOneOut loo) {
        this.loo = loo;
    }

    /** Prints estimates, the table of Pareto k, and advice. */
    public void print(PrintWriter out) {
        out.println(loo.draws() + " draws, " + loo.points().size() + " observations");
        TextTable table = new TextTable();
        table.add(List.of("", "estimate", "se"));
        table.add(row("elpd_loo", loo.elpd()));
        table.add(row("p_loo", loo.effectiveParameters()));
        table.add(row("looic", loo.informationCriterion()));
        table.print(out);
        if (!Double.isNaN(loo.mcse())) {
            out.println("Monte Carlo standard error of elpd_loo: " + NumberFormat.significant(loo.mcse()));
        }
        out.println();
        printShapes(out);
        advice().forEach(out::println);
    }

    private static List<String> row(String name, Estimate estimate) {
        return List.of(name, NumberFormat.fixed(estimate.value(), 1), NumberFormat.fixed(estimate.standardError(), 1));
    }

    private void printShapes(PrintWriter out) {
        double limit = loo.largestShape();
        String shown = NumberFormat.fixed(limit, 2);
        TextTable table = new TextTable();
        table.add(List.of("Pareto k", "", "count", "percent", "least ess"));
        table.add(shapes("up to " + shown, "good", shape -> !(shape > limit)));
        table.add(shapes(shown + " to 1", "bad", shape -> shape > limit && shape <= VERY_BAD));
        table.add(shapes("over 1", "very bad", shape -> shape > Math.max(limit, VERY_BAD)));
        table.print(out);
    }

    private List<String> shapes(String range, String quality, Predicate<Double> within) {
        List<PointwiseLoo> points = loo.points().stream()
                .filter(point -> within.test(point.shape()))
                .toList();
        double least =
                points.stream().mapToDouble(PointwiseLoo::effectiveSize).min().orElse(Double.NaN);
        return List.of(
                range,
                quality,
                String.valueOf(points.size()),
                NumberFormat.fixed(100.0 * points.size() / loo.points().size(), 1),
                NumberFormat.fixed(least, 0));
    }

    /** What makes the figures unsure, a line each. */
    List<String> advice() {
        List<PointwiseLoo> bad = bad();
        if (bad.isEmpty()) {
            return List.of();
        }
        List<String> names = bad.stream()
                .limit(NAMES_SHOWN)
                .map(point -> point.name() + " ("
                        + (Double.isInfinite(point.shape())
                                ? "too few draws to tell"
                                : NumberFormat.fixed(point.shape(), 2))
                        + ")")
                .toList();
        String rest = bad.size() > NAMES_SHOWN ? " and " + (bad.size() - NAMES_SHOWN) + " more" : "";
        return List.of(
                "Pareto k over " + NumberFormat.fixed(loo.largestShape(), 2) + ": " + String.join(", ", names)
                        + rest
                        + ". The posterior changes too much without these observations for weights to tell, so elpd_loo is"
                        + " unsure and likely too high: see whether the model fits them, draw more, or fit the model without each.");
    }

    /** Observations whose shape is too large, the worst first. */
    private List<PointwiseLoo> bad() {
        return loo.points().stream()
                .filter(point -> point.shape() > loo.largestShape())
                .sorted(Comparator.comparingDouble(point -> -point.shape()))
                .toList();
    }

    /** Number of observations whose shape is too large. */
    int badCount() {
        return bad().size();
    }

    /** All figures, for programs. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("draws", loo.draws());
        tree.put("observations", loo.points().size());
        tree.put("elpd_loo", tree(loo.elpd()));
        tree.put("p_loo", tree(loo.effectiveParameters()));
        tree.put("looic", tree(loo.informationCriterion()));
        tree.put("mcse_elpd_loo", loo.mcse());
        tree.put("largest_k", loo.largestShape());
        tree.put("bad_k", badCount());
        List<Object> points = new ArrayList<>();
        for (PointwiseLoo point : loo.points()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", point.name());
            for (int k = 0; k < FIGURES.size(); k++) {
                row.put(FIGURES.get(k), figures(point)[k]);
            }
            points.add(row);
        }
        tree.put("pointwise", points);
        tree.put("advice", advice());
        return tree;
    }

    private static final List<String> FIGURES = List.of("elpd_loo", "p_loo", "k", "ess", "mcse_elpd_loo", "r_eff");

    private static double[] figures(PointwiseLoo point) {
        return new double[] {
            point.elpd(),
            point.effectiveParameters(),
            point.shape(),
            point.effectiveSize(),
            point.mcse(),
            point.relativeEfficiency()
        };
    }

    static Map<String, Object> tree(Estimate estimate) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("estimate", estimate.value());
        tree.put("se", estimate.standardError());
        return tree;
    }

    /** Writes the figures of every observation as comma-separated values. */
    public void writeCsv(PrintWriter out) throws IOException {
        DecimalTable table = new DecimalTable(out, "name", FIGURES);
        for (PointwiseLoo point : loo.points()) {
            table.row(point.name(), figures(point));
        }
        out.flush();
    }
}
