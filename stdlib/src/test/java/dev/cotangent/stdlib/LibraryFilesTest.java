package dev.cotangent.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What can be said of the library's text without its compiler. */
class LibraryFilesTest {
    private static final Pattern EXTERN =
            Pattern.compile("extern\\(([\\w.]+)\\)\\s+([a-z_]+)(?:\\[[^{;]*?\\])?\\s+(\\w+)\\(([^)]*)\\)");

    @TestFactory
    Stream<DynamicTest> everyExternIsAJavaMethod() {
        return files().flatMap(file -> EXTERN.matcher(text(file)).results().map(extern -> {
            String title = file.getFileName() + ": " + extern.group(3) + "(" + extern.group(4) + ")";
            return DynamicTest.dynamicTest(
                    title, () -> assertIsMethod(extern.group(1), extern.group(2), extern.group(3), extern.group(4)));
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyFileDefinesItsNameAndSaysWhatItIs() {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            String name = file.getFileName().toString().replace(".model", "");
            String folder = file.getParent().getFileName().toString();
            String suffix = switch (folder) {
                case "distribution" -> "(_lp[dm]f|_rng)";
                case "constraint" -> "_constrain";
                default -> "";
            };
            assertThat(text(file)).startsWith("// ").containsPattern("\\b" + name + suffix + "\\(");
        }));
    }

    private static void assertIsMethod(String owner, String result, String name, String parameters)
            throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        if (name.endsWith("_rng")) {
            types.add(UniformRandomProvider.class);
        }
        Matcher parameter = Pattern.compile("(?:data )?(\\w+) \\w+").matcher(parameters);
        while (parameter.find()) {
            types.addAll(carriers(parameter.group(1)));
        }
        boolean isContainer = !List.of("int", "real").contains(result);
        if (isContainer) {
            types.addAll(List.of(double[].class, int.class));
        }
        Method method = Class.forName("dev.cotangent.stdlib." + owner).getMethod(name, types.toArray(Class[]::new));
        assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
        assertThat(method.getReturnType())
                .isEqualTo(isContainer ? void.class : result.equals("int") ? int.class : double.class);
    }

    private static List<Class<?>> carriers(String type) {
        return switch (type) {
            case "int" -> List.of(int.class);
            case "real" -> List.of(double.class);
            case "vector", "row_vector", "reals" -> List.of(double[].class, int.class, int.class);
            case "matrix" -> List.of(double[].class, int.class, int.class, int.class);
            default -> throw new AssertionError("no carrier for " + type);
        };
    }

    private static Stream<Path> files() {
        try {
            Path root = Path.of(LibraryFilesTest.class.getResource("/model").toURI());
            try (Stream<Path> all = Files.walk(root)) {
                return all.filter(file -> file.toString().endsWith(".model")).sorted().toList().stream();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
