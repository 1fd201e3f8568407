package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatCommandTest {

    private static final String TIDY = "data {\n  int N;\n}\n";
    private static final String UNTIDY = "data{int N;}";
    private static final String WRONG = "data { int N }";

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new)
                .file("tidy.model", TIDY)
                .file("untidy.model", UNTIDY)
                .file("wrong.model", WRONG);
    }

    @Test
    void printsTheLayout() {
        assertThat(shell.run("format", "untidy.model")).isEqualTo(new Outcome(0, TIDY, ""));
    }

    @Test
    void checkNamesWhatWouldChange() {
        assertThat(shell.run("format", "--check", "tidy.model", "untidy.model"))
                .isEqualTo(new Outcome(1, "untidy.model\n", ""));
        assertThat(shell.run("format", "--check", "tidy.model")).isEqualTo(new Outcome(0, "", ""));
        assertThat(folder.resolve("untidy.model")).hasContent(UNTIDY);
    }

    @Test
    void overwritesInPlaceAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("untidy.model");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(shell.run("format", "--in-place", "untidy.model")).isEqualTo(new Outcome(0, "", ""));

        assertThat(Files.readString(file)).isEqualTo(TIDY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void leavesAReadOnlyFile() throws IOException {
        Path file = folder.resolve("untidy.model");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

        assertThat(shell.run("format", "--in-place", "untidy.model"))
                .isEqualTo(new Outcome(1, "", "error: cannot write untidy.model: permission denied\n"));

        assertThat(Files.readString(file)).isEqualTo(UNTIDY);
    }

    @Test
    void aLinkGoesOnLeadingToTheFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.model"), Path.of("untidy.model"));

        assertThat(shell.run("format", "--in-place", "link.model")).isEqualTo(new Outcome(0, "", ""));

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(folder.resolve("untidy.model"))).isEqualTo(TIDY);
    }

    @Test
    void linesEndInALineFeed() throws IOException {
        Files.writeString(folder.resolve("untidy.model"), UNTIDY.replace("\n", "\r\n"));

        assertThat(shell.run("format", "untidy.model").out()).isEqualTo(TIDY);
    }

    @Test
    void leavesAFileWithErrorsAndFormatsTheOthers() {
        Outcome outcome = shell.run("format", "--in-place", "wrong.model", "untidy.model");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: E101 wrong.model:1:14: ");
        assertThat(folder.resolve("wrong.model")).hasContent(WRONG);
        assertThat(folder.resolve("untidy.model")).hasContent(TIDY);
    }

    @Test
    void aLineLengthThatHoldsNothingIsWrongUsage() {
        assertThat(shell.run("format", "--max-line-length=10", "tidy.model")).isEqualTo(new Outcome(2, "", """
                error: a line length is at least 40, not 10
                see cotangent format --help
                """));
    }

    @Test
    void checkAndInPlaceExcludeEachOther() {
        assertThat(shell.run("format", "--check", "--in-place", "tidy.model").exitCode())
                .isEqualTo(2);
    }
}
