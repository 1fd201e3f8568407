package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.ColumnValues;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.output.RunManifest;
import dev.cotangent.runtime.output.StoredManifest;
import dev.cotangent.runtime.run.ColumnSource;
import dev.cotangent.runtime.run.Initialisation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** The options that say where chains start. */
final class StartArguments {

    private static final double DEFAULT_RADIUS = 2;
    private static final String PATHFINDER = "pathfinder";
    private static final String CHAIN_NUMBER = "%";

    @Option(
            names = "--init",
            paramLabel = "FILE|RADIUS",
            description =
                    "Where chains start: a file of parameter values in JSON for all chains; several, separated by"
                            + " commas or with %% for the chain's number, one a chain; the folder of an earlier run, for its last"
                            + " draws; pathfinder, for draws from an approximation; or the bound of uniform values on the"
                            + " unconstrained scale. Default: the end of the first of sixteen climbs that no other outweighs by far.")
    private Optional<String> init;

    @Option(
            names = "--init-radius",
            paramLabel = "RADIUS",
            description = "Bound of uniform values of parameters that --init has no values of. Default: 2.")
    private Optional<Double> radius;

    @Option(
            names = "--warm-start",
            paramLabel = "DIR",
            description =
                    "Start where the chains of an earlier run ended, with its step sizes and metrics; warmup adapts"
                            + " the step size alone, in 100 iterations if --warmup does not say.")
    private Optional<Path> warmStart;

    /**
     * Where chains start.
     *
     * @param initialisation the same for the runtime
     * @param inputs hashes of the files that say so, by what they are for
     */
    record Starts(Initialisation initialisation, Map<String, String> inputs) {

        /** The shape of the metric that chains start with, if they have one. */
        Optional<MetricKind> metricKind() {
            return initialisation instanceof Initialisation.WarmStart warm
                    ? Optional.of(warm.perChain().get(0).metric().kind())
                    : Optional.empty();
        }
    }

    /** Makes sure that none is given, as only methods of some name start chains. */
    void rejectGiven(String owner) {
        if (init.isPresent() || radius.isPresent() || warmStart.isPresent()) {
            String name = init.isPresent() ? "--init" : radius.isPresent() ? "--init-radius" : "--warm-start";
            throw new IllegalArgumentException(
                    name + " is an option of " + owner + " only: populations start from the prior");
        }
    }

    boolean isWarm() {
        return warmStart.isPresent();
    }

    /**
     * The starts of so many chains.
     *
     * @throws IllegalArgumentException if the options contradict one another
     */
    Starts of(Environment environment, int chains) {
        if (warmStart.isPresent()) {
            if (init.isPresent() || radius.isPresent()) {
                throw new IllegalArgumentException(
                        "--warm-start says where chains start: it cannot be given together with --init");
            }
            return warm(environment, warmStart.get(), chains);
        }
        if (init.filter(PATHFINDER::equals).isPresent()) {
            Initialisation.Pathfinder usual = Initialisation.Pathfinder.defaults();
            return new Starts(
                    new Initialisation.Pathfinder(usual.paths(), usual.options(), radius.orElse(DEFAULT_RADIUS)),
                    Map.of());
        }
        if (init.isEmpty() && radius.isEmpty()) {
            return new Starts(Initialisation.climbed(), Map.of());
        }
        Optional<Double> number = init.flatMap(StartArguments::number);
        if (init.isEmpty() || number.isPresent()) {
            if (number.isPresent() && radius.isPresent()) {
                throw new IllegalArgumentException("--init is a radius already: --init-radius is for files of values");
            }
            double bound = number.or(() -> radius).orElse(DEFAULT_RADIUS);
            return new Starts(new Initialisation.Uniform(bound), Map.of());
        }
        return values(environment, init.get(), chains);
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Starts values(Environment environment, String text, int chains) {
        double bound = radius.orElse(DEFAULT_RADIUS);
        Map<String, String> inputs = new TreeMap<>();
        if (Files.isDirectory(environment.directory().resolve(text))) {
            List<DataSource> draws = lastDraws(environment, Path.of(text), inputs);
            return new Starts(new Initialisation.Values(atMost(chains, draws), bound), inputs);
        }
        List<Path> files = text.contains(CHAIN_NUMBER)
                ? IntStream.rangeClosed(1, chains)
                        .mapToObj(chain -> Path.of(text.replace(CHAIN_NUMBER, Integer.toString(chain))))
                        .toList()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .map(Path::of)
                        .toList();
        List<DataSource> sources = new ArrayList<>();
        for (Path file : files) {
            byte[] content = read(environment, file);
            inputs.put("--init " + file, Sha256.of(content));
            sources.add(JsonData.read(new ByteArrayInputStream(content), file.toString()));
        }
        return new Starts(new Initialisation.Values(sources, bound), inputs);
    }

    /** If there are too few, the first ones serve again, as chains part from one another soon. */
    private static <T> List<T> atMost(int chains, List<T> found) {
        return IntStream.range(0, chains)
                .mapToObj(chain -> found.get(chain % found.size()))
                .toList();
    }

    private static List<DataSource> lastDraws(Environment environment, Path folder, Map<String, String> inputs) {
        try {
            ColumnSource draws =
                    CsvDraws.read(environment.directory().resolve(folder)).draws();
            List<Map<String, Double>> rows = new ArrayList<>();
            for (int chain = 0; chain < draws.chains(); chain++) {
                if (draws.size(chain) == 0) {
                    throw new UserError(folder + " has no draws of chain " + (chain + 1) + " to start from");
                }
                rows.add(new LinkedHashMap<>());
            }
            draws.read(IntStream.range(0, draws.columns().size()).boxed().toList(), (column, values) -> {
                for (int chain = 0; chain < values.length; chain++) {
                    rows.get(chain).put(draws.columns().get(column).name(), values[chain][values[chain].length - 1]);
                }
            });
            inputs.put("--init " + folder, Sha256.of(rows.toString().getBytes(StandardCharsets.UTF_8)));
            List<DataSource> found = new ArrayList<>();
            for (int chain = 0; chain < rows.size(); chain++) {
                found.add(new ColumnValues(rows.get(chain), folder + ", last draw of chain " + (chain + 1)));
            }
            return found;
        } catch (IOException e) {
            throw UserError.unreadable(folder, e);
        }
    }

    private static Starts warm(Environment environment, Path given, int chains) {
        boolean isFile = given.endsWith(RunManifest.FILE_NAME);
        Path shown = isFile ? given : given.resolve(RunManifest.FILE_NAME);
        Path file = environment.directory().resolve(shown);
        byte[] content = read(environment, shown);
        try {
            StoredManifest stored = StoredManifest.read(file.toAbsolutePath().getParent());
            return new Starts(
                    new Initialisation.WarmStart(atMost(chains, stored.ends())),
                    Map.of("--warm-start", Sha256.of(content)));
        } catch (IOException e) {
            throw UserError.unreadable(shown, e);
        }
    }

    private static byte[] read(Environment environment, Path file) {
        try {
            return Files.readAllBytes(environment.directory().resolve(file));
        } catch (IOException e) {
            throw UserError.unreadable(file, e);
        }
    }
}
