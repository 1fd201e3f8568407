package dev.cotangent.cli.command;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the names of metrics, in whatever case: which there are depends on the method. */
final class MetricNames {

    private static final String AUTO = "auto";

    private MetricNames() {}

    /**
     * The shape of a mass matrix.
     *
     * @param method name of the method, for messages
     * @throws IllegalArgumentException if there is none of that name
     */
    static MetricKind shape(String given, String method) {
        return Arrays.stream(MetricKind.values())
                .filter(kind -> kind.text().equals(normal(given)))
                .findFirst()
                .orElseThrow(() -> unknown(given, shapes(), method, localMetrics(), "rmhmc"));
    }

    /**
     * A metric that depends on the position; empty for {@code auto}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Optional<LocalMetricKind> local(String given) {
        String name = normal(given);
        if (name.equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(LocalMetricKind.values())
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(given, localMetrics(), "rmhmc", shapes(), "nuts")));
    }

    private static String normal(String given) {
        return given.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> shapes() {
        return Arrays.stream(MetricKind.values()).map(MetricKind::text).toList();
    }

    private static List<String> localMetrics() {
        return Stream.concat(
                        Stream.of(AUTO), Arrays.stream(LocalMetricKind.values()).map(LocalMetricKind::text))
                .toList();
    }

    private static IllegalArgumentException unknown(
            String given, List<String> here, String method, List<String> there, String other) {
        String elsewhere = there.contains(normal(given)) ? ", which is for --method=" + other : "";
        return new IllegalArgumentException("--metric must be "
                + here.stream().limit(here.size() - 1L).collect(Collectors.joining(", "))
                + " or " + here.get(here.size() - 1) + " with --method=" + method + ", but is " + given + elsewhere);
    }
}
