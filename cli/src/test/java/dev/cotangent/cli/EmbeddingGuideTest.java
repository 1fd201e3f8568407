package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs of the guide for embedders compile, run, and print what is shown behind them. */
class EmbeddingGuideTest {

    private static final Pattern PROGRAM =
            Pattern.compile("```java file=(\\w+)\\.java\n(.*?)```\n\n```output\n(.*?)```\n", Pattern.DOTALL);

    @TempDir
    Path folder;

    record Program(String name, String text, String output) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Program> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("..", "docs", "embedding.md")))
                .results()
                .map(m -> new Program(m.group(1), m.group(2), m.group(3)));
    }

    @Test
    void allProgramsAreFound() throws IOException {
        assertThat(programs()).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatIsShown(Program program) throws Exception {
        Path file = Files.writeString(folder.resolve(program.name() + ".java"), program.text());
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        file.toString());
        assertThat(compiled).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Method main = loader.loadClass(program.name()).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"))
                .isEqualTo(program.output());
    }
}
