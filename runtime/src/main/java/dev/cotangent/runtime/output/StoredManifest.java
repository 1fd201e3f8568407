package dev.cotangent.runtime.output;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.LowRankMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.RunHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A {@code run.json} that was read back. */
public final class StoredManifest {

    private final Map<?, ?> tree;

    private StoredManifest(Map<?, ?> tree) {
        this.tree = tree;
    }

    /**
     * Reads the file of a run directory.
     *
     * @throws IOException if it cannot be read, or is not what {@link RunManifest} writes
     */
    public static StoredManifest read(Path directory) throws IOException {
        Path file = directory.resolve(RunManifest.FILE_NAME);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (JsonTree.read(in) instanceof Map<?, ?> tree && tree.get("status") instanceof String) {
                return new StoredManifest(tree);
            }
            throw new IOException(file + " does not describe a run");
        }
    }

    private String text(String name) {
        return Objects.requireNonNullElse(tree.get(name), "").toString();
    }

    /** {@code running}, {@code complete}, {@code cancelled} or {@code failed}. */
    public String status() {
        return text("status");
    }

    /** Version of the project that wrote it. */
    public String version() {
        return text("version");
    }

    public String modelHash() {
        return text("modelHash");
    }

    public String dataHash() {
        return text("dataHash");
    }

    /** What a file is for that a run would read otherwise than this one; empty if there is none. */
    public Optional<String> inputsThatDiffer(Provenance provenance) {
        Map<String, Object> found = new TreeMap<>(provenance.inputs());
        Map<String, Object> expected =
                tree.get("inputs") instanceof Map<?, ?> inputs ? JsonTree.flat(inputs) : Map.of();
        Set<String> purposes = new TreeSet<>(expected.keySet());
        purposes.addAll(found.keySet());
        return purposes.stream()
                .filter(purpose -> !Objects.equals(expected.get(purpose), found.get(purpose)))
                .findFirst();
    }

    /** Draws a chain that were asked for. */
    public int draws() {
        return options().get("draws") instanceof Long draws ? Math.toIntExact(draws) : 0;
    }

    private Map<?, ?> options() {
        return tree.get("options") instanceof Map<?, ?> options ? options : Map.of();
    }

    /**
     * Where the chains ended, and what they sampled with.
     *
     * @throws IOException if one has not finished its warmup, or does not say so
     */
    public List<Initialisation.WarmStart.End> ends() throws IOException {
        List<Initialisation.WarmStart.End> ends = new ArrayList<>();
        List<?> chains = tree.get("chains") instanceof List<?> list ? list : List.of();
        for (Object chain : chains) {
            if (chain instanceof Map<?, ?> end
                    && end.get("stepSize") instanceof Double stepSize
                    && end.get("position") instanceof List<?> position
                    && end.get("inverseMass") instanceof List<?> rows) {
                double[] numbers = numbers(position);
                ends.add(new Initialisation.WarmStart.End(numbers, stepSize, metric(end, rows, numbers.length)));
            } else {
                throw new IOException("chain " + (ends.size() + 1) + " had not finished its warmup");
            }
        }
        if (ends.isEmpty()) {
            throw new IOException("the run has not ended");
        }
        return ends;
    }

    private Metric metric(Map<?, ?> chain, List<?> inverseMassRows, int dimension) throws IOException {
        double[][] inverseMass = rows(inverseMassRows, dimension);
        String kind = String.valueOf(options().get("metric"));
        return switch (kind) {
            case "unit" -> new UnitMetric(dimension);
            case "diagonal" -> DiagonalMetric.of(inverseMass[0]);
            case "low-rank" ->
                LowRankMetric.of(
                        numbers(list(chain, "scales")),
                        numbers(list(chain, "variances")),
                        rows(list(chain, "directions"), dimension));
            case "dense" -> DenseMetric.of(inverseMass);
            default -> throw new IOException("there is no metric `" + kind + "`");
        };
    }

    private static List<?> list(Map<?, ?> chain, String name) throws IOException {
        if (chain.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IOException("a low-rank metric has no `" + name + "`");
    }

    private static double[][] rows(List<?> list, int dimension) throws IOException {
        double[][] rows = new double[list.size()][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = list.get(k) instanceof List<?> row ? numbers(row) : new double[0];
            if (rows[k].length != dimension) {
                throw new IOException("a metric has " + rows[k].length + " columns instead of " + dimension);
            }
        }
        return rows;
    }

    private static double[] numbers(List<?> list) throws IOException {
        double[] numbers = new double[list.size()];
        for (int k = 0; k < numbers.length; k++) {
            if (list.get(k) instanceof Number number) {
                numbers[k] = number.doubleValue();
            } else {
                throw new IOException("`" + list.get(k) + "` is not a number");
            }
        }
        return numbers;
    }

    /** The command that asked for the run, if it was one. */
    public Optional<Provenance.Command> command() {
        return tree.get("command") instanceof Map<?, ?> command
                        && command.get("directory") instanceof String directory
                        && command.get("arguments") instanceof List<?> arguments
                ? Optional.of(new Provenance.Command(
                        directory, arguments.stream().map(Object::toString).toList()))
                : Optional.empty();
    }

    /** The first option in which a run would differ from this one, with both values; empty if its draws are the same. */
    public Optional<String> difference(RunHeader header) {
        return RunIdentity.difference(options(), header);
    }
}
