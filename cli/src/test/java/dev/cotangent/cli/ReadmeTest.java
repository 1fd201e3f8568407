package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README promises nothing that does not run. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private static String block(String language) throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** Compiles lines of Java as a program and returns what it prints. */
    private String run(String lines) throws Exception {
        String imports =
                lines.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String statements =
                lines.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = folder.resolve("Example.java");
        Files.writeString(
                source,
                imports + "\npublic class Example { public static void main(String[] args) {\n" + statements + "\n}}");
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        assertThat(javac.run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void embeddingExampleRuns() throws Exception {
        Matcher result = Pattern.compile("4000 draws, mean (\\S+)\\s*").matcher(run(block("java")));

        assertThat(result.matches()).isTrue();
        // The posterior is beta(3, 9): mean 1/4, sd 0.12. Five standard errors at 1000 effective draws or more.
        assertThat(Double.parseDouble(result.group(1))).isCloseTo(0.25, within(0.02));
    }

    @Test
    void showsTheModelThatItsFirstCommandSamples() throws IOException {
        Path model = ROOT.resolve("models/eight_schools_noncentered/eight_schools_noncentered.model");

        assertThat(block("stan")).isEqualTo(Files.readString(model));
    }

    @Test
    void namesFilesThatExist() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(Pattern.compile("\\]\\(([^):#]+)\\)")
                        .matcher(readme)
                        .results()
                        .map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }
}
