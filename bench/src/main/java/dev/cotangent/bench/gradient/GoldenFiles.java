package dev.cotangent.bench.gradient;

import dev.cotangent.bench.posteriordb.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The posteriors of a folder of golden values: {@code cmdstan-gradients.json}, and one file a posterior in
 * {@code stan-2.21}, whose {@code baseline.csv} has times of a few more.
 *
 * <p>A posterior that both know is timed at the point at which Stan was: its last finite one.
 */
final class GoldenFiles {

    private final Path folder;

    GoldenFiles(Path folder) {
        this.folder = folder;
    }

    /** All posteriors, by name. */
    List<GoldenPosterior> read() throws IOException {
        Map<String, GoldenPosterior> result = new TreeMap<>();
        Map<String, Double> baseline = baseline();
        for (Object entry : JsonTree.object(Files.readAllBytes(folder.resolve("cmdstan-gradients.json")))
                .values()) {
            GoldenPosterior posterior = ofCmdStan((Map<?, ?>) entry, baseline);
            result.put(posterior.name(), posterior);
        }
        try (Stream<Path> files = Files.list(folder.resolve("stan-2.21"))) {
            for (Path file : files.filter(GoldenFiles::isPosterior).toList()) {
                GoldenPosterior posterior = ofStan(JsonTree.object(Files.readAllBytes(file)));
                result.put(posterior.name(), posterior);
            }
        }
        return List.copyOf(result.values());
    }

    private static boolean isPosterior(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") && !name.equals("reference_summary.json");
    }

    private static GoldenPosterior ofCmdStan(Map<?, ?> entry, Map<String, Double> baseline) {
        String model = (String) entry.get("model");
        String data = (String) entry.get("data");
        double[] gradient = JsonTree.numbers(entry.get("gradient"));
        double[] point = cmdStanPoint(gradient.length, ((Long) entry.get("point")).intValue());
        Double known = baseline.get(data + "-" + model);
        return new GoldenPosterior(
                model,
                data,
                point,
                Optional.of(gradient),
                known == null ? OptionalDouble.empty() : OptionalDouble.of(known));
    }

    /** The points of {@code cmdstan-gradients.json}, which states them as formulas. */
    private static double[] cmdStanPoint(int dimension, int variant) {
        double[] q = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            q[i] = switch (variant) {
                case 0 -> 0.1 + 0.05 * (i % 7) - 0.15 * (i % 3);
                case 1 -> 0.02 * (i % 5 - 2);
                default -> 0;
            };
        }
        return q;
    }

    private static GoldenPosterior ofStan(Map<?, ?> entry) {
        double[] last = ((List<?>) entry.get("points"))
                .stream()
                        .map(point -> (Map<?, ?>) point)
                        .filter(point -> !point.containsKey("non_finite"))
                        .map(point -> JsonTree.numbers(point.get("unconstrained")))
                        .reduce((before, after) -> after)
                        .orElseThrow();
        return new GoldenPosterior(
                (String) entry.get("model"),
                (String) entry.get("data"),
                last,
                Optional.empty(),
                OptionalDouble.of((double) entry.get("microseconds_per_gradient_best")));
    }

    /** Times of posteriors whose runs of Stan came to no end: column {@code us_per_gradient_loop}. */
    private Map<String, Double> baseline() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("stan-2.21/baseline.csv"), StandardCharsets.UTF_8);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        int name = columns.indexOf("\"posterior\"");
        int time = columns.indexOf("\"us_per_gradient_loop\"");
        Map<String, Double> result = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (!cells[time].isEmpty()) {
                result.put(cells[name].replace("\"", ""), Double.valueOf(cells[time]));
            }
        }
        return result;
    }
}
