package dev.cotangent.bench.gradient;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments of {@link GradientTable}.
 *
 * @param posteriordb {@code --posteriordb DIR}, a git directory of posteriordb
 * @param golden {@code --golden DIR}, the folder of golden values
 * @param only {@code --only NAME,...}, names of posteriors or programs; empty for all
 * @param markdown {@code --markdown FILE}, where to write the report as well
 * @param besideStan {@code --stan}, whether to run Stan beside, where it is installed
 */
record GradientTableOptions(
        Path posteriordb, Path golden, List<String> only, Optional<Path> markdown, boolean besideStan) {

    private static final List<String> WITH_VALUE = List.of("--posteriordb", "--golden", "--only", "--markdown");
    private static final String USAGE =
            "expected --posteriordb DIR --golden DIR [--only NAME,...] [--markdown FILE] [--stan]";

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException if they are not as described
     */
    static GradientTableOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        boolean besideStan = false;
        for (int k = 0; k < arguments.length; k++) {
            if (arguments[k].equals("--stan")) {
                besideStan = true;
            } else if (WITH_VALUE.contains(arguments[k]) && k + 1 < arguments.length) {
                values.put(arguments[k], arguments[++k]);
            } else {
                throw new IllegalArgumentException(USAGE + "; found " + arguments[k]);
            }
        }
        return new GradientTableOptions(
                Path.of(required(values, "--posteriordb")),
                Path.of(required(values, "--golden")),
                values.containsKey("--only") ? List.of(values.get("--only").split(",")) : List.of(),
                Optional.ofNullable(values.get("--markdown")).map(Path::of),
                besideStan);
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(USAGE + "; found no " + name);
        }
        return value;
    }

    boolean wants(GoldenPosterior posterior) {
        return only.isEmpty() || only.contains(posterior.name()) || only.contains(posterior.model());
    }
}
