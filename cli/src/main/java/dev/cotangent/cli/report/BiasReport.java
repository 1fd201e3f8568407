package dev.cotangent.cli.report;

import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.output.JsonTree;
import dev.cotangent.runtime.run.BiasCheck;
import dev.cotangent.runtime.run.ColumnSource;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.run.RunReport;
import dev.cotangent.runtime.run.StochasticOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of draws that are approximate: lines for people, and figures for programs, which a run keeps in {@code bias.json}.
 */
public final class BiasReport {

    /** Name of the file. */
    public static final String FILE_NAME = "bias.json";

    /** Differences of means and of standard deviations that nobody need be told to mend. */
    private static final double LARGE_DIFFERENCE = 0.1;

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    private BiasReport() {}

    /** The report of a run whose draws are there. */
    public static BiasReport of(RunReport run, Method.Stochastic method, Model model, ColumnSource draws) {
        BiasReport report = new BiasReport();
        StochasticOptions options = method.options();
        report.lines.add("approximate: " + options.dynamics().text() + " on batches of " + options.batch()
                + " rows; there is no acceptance step, and the draws have a bias that grows with the step size");
        report.figures.put("approximate", true);
        report.figures.put("method", options.dynamics().text());
        report.lines.addAll(run.notes());
        run.chains()
                .forEach(chain -> chain.remarks()
                        .forEach(remark -> report.lines.add("chain " + (chain.chain() + 1) + ": " + remark)));
        try {
            report.add(BiasCheck.of(model, draws, true));
        } catch (DataException e) {
            report.lines.add("its size is not known: " + e.getMessage()
                    + ", and the diagnostic needs all parameters; leave --select out");
        }
        return report;
    }

    private void add(BiasCheck check) {
        var stein = check.stein();
        figures.put("kernelSteinDiscrepancy", stein.discrepancy());
        figures.put("kernelSteinDiscrepancyOfExactDraws", stein.floor());
        figures.put("draws", stein.draws());
        figures.put("scores", check.areScoresExact() ? "all rows" : "batches of 10000 rows");
        String what = "kernel Stein discrepancy " + NumberFormat.significant(stein.discrepancy()) + " (" + stein.draws()
                + " draws, inverse multiquadric kernel, scores from "
                + (check.areScoresExact() ? "all rows" : "10000 rows each, with control variates")
                + "); one in twenty sets of"
                + " as many independent exact draws exceeds " + NumberFormat.significant(stein.floor());
        lines.add(what + (stein.isVisible() ? "" : ": no bias is to be seen"));
        check.reference().ifPresent(this::add);
        if (stein.isVisible() && check.reference().map(BiasReport::isLarge).orElse(true)) {
            lines.add(
                    "The bias, or the correlation of draws, shows: shorten the step (--step-size), enlarge --batch, take"
                            + " --control-variates, or draw longer.");
        }
    }

    private static boolean isLarge(BiasCheck.Reference reference) {
        return reference.mean() > LARGE_DIFFERENCE + 2 * reference.error()
                || reference.smallest() < 1 - 2 * LARGE_DIFFERENCE
                || reference.largest() > 1 + 2 * LARGE_DIFFERENCE;
    }

    private void add(BiasCheck.Reference reference) {
        figures.put("nutsDraws", reference.draws());
        figures.put("largestDifferenceOfMeans", reference.mean());
        figures.put("itsStandardError", reference.error());
        figures.put("smallestRatioOfDeviations", reference.smallest());
        figures.put("largestRatioOfDeviations", reference.largest());
        lines.add("beside " + reference.draws() + " draws of NUTS with all rows: means differ by up to "
                + NumberFormat.significant(reference.mean()) + " sd (standard error "
                + NumberFormat.significant(reference.error()) + "), sds are "
                + NumberFormat.significant(reference.smallest()) + " to "
                + NumberFormat.significant(reference.largest()) + " times as large");
    }

    /** Prints the lines. */
    public void print(PrintWriter out) {
        lines.forEach(out::println);
    }

    /** Writes the file of a run. */
    public void write(Path folder) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>(figures);
        tree.put("text", lines);
        try (Writer writer = Files.newBufferedWriter(folder.resolve(FILE_NAME))) {
            JsonTree.write(tree, writer);
            writer.write('\n');
        }
    }

    /** Lines of a run's file; none if there is no such file. */
    public static List<String> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return JsonTree.read(in) instanceof Map<?, ?> tree && tree.get("text") instanceof List<?> text
                    ? text.stream().map(String::valueOf).toList()
                    : List.of();
        }
    }
}
