package dev.cotangent.bench.posterior;

import dev.cotangent.bench.posteriordb.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Means and standard deviations of a posterior's reference draws, by column as we name it.
 *
 * @param draws number of reference draws
 * @param moments of each column
 */
record ReferenceSummary(int draws, Map<String, Moments> moments) {

    /** Mean and standard deviation (divisor n - 1). */
    record Moments(double mean, double standardDeviation) {}

    /** The summaries of a file {@code reference_summary.json}, by posterior. */
    static Map<String, ReferenceSummary> read(Path file) throws IOException {
        Map<String, ReferenceSummary> result = new LinkedHashMap<>();
        JsonTree.object(Files.readAllBytes(file)).forEach((name, entry) -> result.put(name, of((Map<?, ?>) entry)));
        return result;
    }

    private static ReferenceSummary of(Map<?, ?> entry) {
        Map<String, Moments> moments = new LinkedHashMap<>();
        ((Map<?, ?>) entry.get("parameters")).forEach((name, value) -> {
            Map<?, ?> figures = (Map<?, ?>) value;
            moments.put(column((String) name), new Moments(number(figures, "mean"), number(figures, "sd")));
        });
        return new ReferenceSummary((int) (number(entry, "chains") * number(entry, "draws_per_chain")), moments);
    }

    private static double number(Map<?, ?> entry, String name) {
        return ((Number) entry.get(name)).doubleValue();
    }

    /** {@code theta[1,2]} is the column {@code theta.1.2}. */
    private static String column(String name) {
        return name.replace('[', '.').replace(',', '.').replace("]", "");
    }
}
