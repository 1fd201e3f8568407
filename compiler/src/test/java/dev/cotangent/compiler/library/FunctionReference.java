package dev.cotangent.compiler.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A call of a function and what it gives, computed independently.
 *
 * @param call in the language; numbers with a decimal point may vary
 * @param container true if the result is one
 * @param values of the result, in storage order
 */
record FunctionReference(String call, boolean container, double[] values) {

    private static final Path FOLDER = Path.of("../stdlib/src/test/resources/reference/call");
    private static final Pattern REAL = Pattern.compile("(?<![\\w.])-?\\d+\\.\\d+(e[+-]?\\d+)?");

    /** The functions that there are values of. */
    static Stream<String> functions() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString().replace(".csv", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<FunctionReference> of(String function) {
        try {
            return Files.readAllLines(FOLDER.resolve(function + ".csv")).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(FunctionReference::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FunctionReference parse(String line) {
        int end = line.lastIndexOf(';');
        String result = line.substring(end + 1);
        boolean container = result.startsWith("[");
        double[] values = Arrays.stream(result.replaceAll("[\\[\\]]", "").trim().split(" "))
                .map(v -> v.replace("inf", "Infinity").replace("nan", "NaN"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new FunctionReference(line.substring(0, end), container, values);
    }

    boolean isFinite() {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    static double largest(double[] values) {
        return Arrays.stream(values)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    /** A declaration with the result. */
    String declared(String name) {
        return container
                ? "array[" + values.length + "] real " + name + " = to_array_1d(" + call + ");"
                : "real " + name + " = " + call + ";";
    }

    /** The numbers that may vary. */
    double[] position() {
        return REAL.matcher(call)
                .results()
                .mapToDouble(m -> Double.parseDouble(m.group()))
                .toArray();
    }

    /** A sum of the result's elements with weights, of elements of a vector {@code x} for the numbers that may vary. */
    String weighted() {
        List<String> places = new ArrayList<>();
        String freed = REAL.matcher(call).replaceAll(m -> {
            places.add(m.group());
            return Matcher.quoteReplacement("x[" + places.size() + "]");
        });
        if (!container) {
            return freed;
        }
        String weights = IntStream.range(0, values.length)
                .mapToObj(i -> String.valueOf(1 + (i * 7 % 5) * 0.3 - (i % 3) * 0.7))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return "dot_product(to_vector([" + weights + "]), to_vector(to_array_1d(" + freed + ")))";
    }
}
