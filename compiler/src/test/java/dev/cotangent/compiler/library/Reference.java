package dev.cotangent.compiler.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reference value of a function.
 *
 * @param function its name
 * @param arguments as literals of the language
 * @param value computed independently
 */
record Reference(String function, List<String> arguments, double value) {

    private static final Path LIBRARY = Path.of("../stdlib/src/main/resources/model/distribution");
    private static final Path FOLDER = Path.of("../stdlib/src/test/resources/reference/distribution");
    private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"|([^,\"]+)");

    /** The distributions of the library; a file of a generator alone is none. */
    static Stream<String> distributions() {
        try (Stream<Path> files = Files.list(LIBRARY)) {
            return files
                    .map(f -> f.getFileName().toString().replace(".model", ""))
                    .filter(d -> library(d).matches("(?s).*_lp[dm]f\\(.*"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a real outcome and of mass 1, which a first passage through one of two boundaries has not. */
    static Stream<String> continuous() {
        return distributions().filter(d -> !d.equals("wiener")).filter(d -> {
            List<Reference> densities = densities(d);
            return !densities.isEmpty()
                    && densities.get(0).function().endsWith("_lpdf")
                    && densities.stream().noneMatch(Reference::isOfContainers);
        });
    }

    /** Those of an integer outcome. */
    static Stream<String> discrete() {
        return distributions().filter(d -> {
            List<Reference> densities = densities(d);
            return !densities.isEmpty()
                    && densities.get(0).function().endsWith("_lpmf")
                    && densities.stream().noneMatch(Reference::isOfContainers);
        });
    }

    /** The text of a distribution's file. */
    static String library(String distribution) {
        return String.join("\n", lines(LIBRARY.resolve(distribution + ".model")).toList());
    }

    /** All values of a distribution, of every source that there is. */
    static List<Reference> of(String distribution) {
        return Stream.of(FOLDER, FOLDER.resolve("mpmath"))
                .map(folder -> folder.resolve(distribution + ".csv"))
                .filter(Files::exists)
                .flatMap(Reference::lines)
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(Reference::parse)
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the density or mass function. */
    static List<Reference> densities(String distribution) {
        return of(distribution).stream()
                .filter(r -> r.function().matches(".*_lp[dm]f"))
                .toList();
    }

    private static Reference parse(String line) {
        List<String> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(line);
        while (matcher.find()) {
            fields.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        int last = fields.size() - 1;
        double value =
                Double.parseDouble(fields.get(last).replace("inf", "Infinity").replace("nan", "NaN"));
        return new Reference(fields.get(0), List.copyOf(fields.subList(1, last)), value);
    }

    private boolean isOfContainers() {
        return arguments.get(0).startsWith("[") || arguments.get(0).startsWith("{");
    }

    /** The call with the outcome before the bar. */
    String call() {
        return call(arguments);
    }

    String call(List<String> arguments) {
        List<String> others = arguments.subList(1, arguments.size());
        return function + "(" + arguments.get(0) + " | " + String.join(", ", others) + ")";
    }

    /** The arguments but for the outcome. */
    List<String> parameters() {
        return arguments.subList(1, arguments.size());
    }
}
