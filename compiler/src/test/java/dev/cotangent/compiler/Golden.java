package dev.cotangent.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares texts with files. {@code -Dgolden.update} accepts what is there instead. */
public final class Golden {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Golden() {}

    /** The models of a folder of the test resources, by name. */
    public static List<Path> models(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(f -> f.toString().endsWith(".model")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if the file beside the model that has the ending doesn't hold the text. */
    public static void assertMatches(Path model, String ending, String actual) {
        Path expected = model.resolveSibling(model.getFileName().toString().replace(".model", ending));
        if (System.getProperty("golden.update") != null) {
            write(expected, actual);
        }
        assertThat(actual).as("%s (accept with -Dgolden.update)", expected).isEqualTo(read(expected));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
