package dev.cotangent.compiler.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of Stan's own functions. Read when a program first defines a function of a name that the library has. */
final class StanNames {

    private static final String RESOURCE = "/model/stan-names.txt";

    private StanNames() {}

    private static final class Loaded {
        static final Set<String> NAMES = load();
    }

    static boolean contains(String name) {
        return Loaded.NAMES.contains(name);
    }

    static Set<String> all() {
        return Loaded.NAMES;
    }

    private static Set<String> load() {
        try (InputStream in = Objects.requireNonNull(StanNames.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
