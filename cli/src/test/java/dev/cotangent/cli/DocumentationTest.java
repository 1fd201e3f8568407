package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pages for modellers show is true: programs compile and are formatted, a block {@code text} behind one is what
 * {@code check --pedantic} says, a block {@code output} what it prints.
 */
class DocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> PAGES = List.of("language.md", "from-stan.md");

    /** A program, the kind of the block at once behind it, and that block. */
    private static final Pattern EXAMPLE =
            Pattern.compile("```stan\n(.*?)```\n(?:```(text|output)\n(.*?)```\n)?", Pattern.DOTALL);

    @TempDir
    Path folder;

    record Example(String page, int number, String program, String kind, String expected) {
        @Override
        public String toString() {
            return page + ", example " + number;
        }

        boolean isLibrary() {
            return !Pattern.compile("^(functions|data|transformed|parameters|model|generated)\\b", Pattern.MULTILINE)
                    .matcher(program)
                    .find();
        }
    }

    static Stream<Example> examples() {
        return PAGES.stream().flatMap(DocumentationTest::examples);
    }

    private static Stream<Example> examples(String page) {
        List<MatchResult> found = EXAMPLE.matcher(read(page)).results().toList();
        return Stream.iterate(0, i -> i < found.size(), i -> i + 1)
                .map(i -> new Example(
                        page,
                        i + 1,
                        found.get(i).group(1),
                        found.get(i).group(2),
                        found.get(i).group(3)));
    }

    private static String read(String page) {
        try {
            return Files.readString(DOCS.resolve(page));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Shell shell(Example example) {
        return new Shell(folder, CompilerProvider::new)
                .file("example.model", example.program())
                .file("points.json", "{\"points\": [[]]}");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void programsCompile(Example example) {
        // The content of a library file may stand in a functions block.
        String program = example.isLibrary() ? "functions {\n" + example.program() + "}\n" : example.program();
        Outcome outcome = shell(example).file("example.model", program).run("check", "example.model");
        assertThat(outcome.err()).doesNotContain("error");
        assertThat(outcome.exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void programsAreFormatted(Example example) {
        assertThat(shell(example).run("format", "example.model").out()).isEqualTo(example.program());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatTheyAreSaidToGiveIsWhatTheyGive(Example example) {
        if ("text".equals(example.kind())) {
            assertThat(shell(example)
                            .run("check", "--pedantic", "example.model")
                            .err())
                    .isEqualTo(example.expected());
        } else if ("output".equals(example.kind())) {
            assertThat(printed(example)).isEqualTo(example.expected());
        }
    }

    private String printed(Example example) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            Outcome outcome = shell(example).run("log-density", "example.model", "--points", "points.json");
            assertThat(outcome.err()).doesNotContain("error");
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void somethingIsShown() {
        assertThat(examples().filter(e -> e.kind() != null)).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"language.md", "from-stan.md", "library.md", "cli.md"})
    void linksLeadToFiles(String page) {
        assertThat(Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)")
                        .matcher(read(page))
                        .results()
                        .map(link -> link.group(1)))
                .allSatisfy(link -> assertThat(DOCS.resolve(link)).exists());
    }
}
