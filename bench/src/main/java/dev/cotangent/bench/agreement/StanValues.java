package dev.cotangent.bench.agreement;

import dev.cotangent.DensityScale;
import dev.cotangent.bench.posteriordb.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Stan computed of a posterior: the content of a file of golden values.
 *
 * @param model name of the program in posteriordb
 * @param data name of its data there
 * @param dimension of the unconstrained scale
 * @param points where it was evaluated
 * @param columns names of parameters and transformed parameters, as columns of draws
 * @param generated names of generated quantities; empty where Stan's values do not have them
 */
record StanValues(
        String model, String data, int dimension, List<Point> points, List<String> columns, List<String> generated) {

    /**
     * A point.
     *
     * @param kind how it was chosen
     * @param position on the unconstrained scale
     * @param logDensity NaN where Stan's is not finite
     * @param gradient an entry is NaN where Stan's is not finite; empty where Stan gave none
     */
    record Point(String kind, double[] position, double logDensity, double[] gradient) {}

    String name() {
        return data + "-" + model;
    }

    /** All files of a folder, by name, with densities of a scale; {@code reference_summary.json} is none. */
    static List<StanValues> all(Path folder, DensityScale scale) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> posteriors = files.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> !f.endsWith("reference_summary.json"))
                    .sorted()
                    .toList();
            List<StanValues> all = new ArrayList<>();
            for (Path file : posteriors) {
                all.add(of(JsonTree.object(Files.readAllBytes(file)), scale));
            }
            return all;
        }
    }

    static StanValues of(Map<String, Object> file, DensityScale scale) {
        return new StanValues(
                (String) file.get("model"),
                (String) file.get("data"),
                ((Long) file.get("unconstrained_dim")).intValue(),
                ((List<?>) file.get("points"))
                        .stream().map(p -> point((Map<?, ?>) p, scale)).toList(),
                columns(file.get("param_names")),
                columns(file.get("generated_names")));
    }

    private static Point point(Map<?, ?> point, DensityScale scale) {
        boolean jacobian = scale == DensityScale.UNCONSTRAINED;
        double[] gradient = point.get(jacobian ? "gradient" : "gradient_no_jacobian") instanceof List<?> entries
                ? entries.stream().mapToDouble(StanValues::number).toArray()
                : new double[0];
        return new Point(
                (String) point.get("kind"),
                JsonTree.numbers(point.get("unconstrained")),
                number(point.get(jacobian ? "log_density_jacobian_dropped_constants" : "log_density_no_jacobian")),
                gradient);
    }

    private static double number(Object value) {
        return value instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    /** {@code theta[1,2]} is the column {@code theta.1.2}. */
    private static List<String> columns(Object names) {
        return ((List<?>) names)
                .stream()
                        .map(n ->
                                ((String) n).replace('[', '.').replace(',', '.').replace("]", ""))
                        .toList();
    }
}
