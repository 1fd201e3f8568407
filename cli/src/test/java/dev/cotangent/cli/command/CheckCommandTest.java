package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    @Test
    void acceptsAValidModel() {
        assertThat(shell.file("m.model", "normal").run("check", "m.model"))
                .isEqualTo(new Outcome(0, "", "m.model: no problems found\n"));
    }

    @Test
    void showsWhatTheCompilerFound() {
        assertThat(shell.file("m.model", "syntax").run("check", "m.model"))
                .isEqualTo(new Outcome(1, "", "error: E101 m.model:1:1: unknown word\n"));
    }

    @Test
    void printsAPhase() {
        assertThat(shell.file("m.model", "normal").run("check", "m.model", "--emit=ir", "--ad=forward"))
                .isEqualTo(new Outcome(0, "ir of normal, FORWARD\n", ""));
    }

    @Test
    void listsPhasesWhenOneIsUnknown() {
        assertThat(shell.file("m.model", "normal").run("check", "m.model", "--emit=asm"))
                .isEqualTo(new Outcome(2, "", """
                error: unknown phase 'asm'; there are ast, ir
                see cotangent check --help
                """));
    }

    @Test
    void namesAMissingFile() {
        assertThat(shell.run("check", "models/none.model"))
                .isEqualTo(new Outcome(1, "", "error: cannot read models/none.model: no such file\n"));
    }

    @Test
    void namesAFileThatIsAFolder() {
        Outcome outcome = shell.run("check", ".");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: cannot read .: ");
    }

    @Test
    void namesAFileThatIsNotText() throws IOException {
        Files.write(folder.resolve("m.model"), new byte[] {(byte) 0xC3, 0x28});

        assertThat(shell.run("check", "m.model"))
                .isEqualTo(new Outcome(1, "", "error: cannot read m.model: it is not UTF-8 text\n"));
    }
}
