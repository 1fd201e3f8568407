package dev.cotangent.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real programs: our models and those of the compiler's own tests. */
final class Seeds {

    private static final Path ROOT = Path.of(System.getProperty("cotangent.root", ".."));

    static final String[] TEXTS = Stream.of(
                    "models", "compiler/src/test/resources/witness", "compiler/src/test/resources/diagnostics")
            .flatMap(folder -> texts(ROOT.resolve(folder)).stream())
            .toArray(String[]::new);

    private Seeds() {}

    private static List<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".model"))
                    .sorted()
                    .map(Seeds::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
