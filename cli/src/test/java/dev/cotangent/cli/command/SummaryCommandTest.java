package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder).file("m.model", "normal").file("data.json", "{\"mu\": 3}");
    }

    @Test
    void repeatsTheSummaryOfTheRun() {
        Outcome run = shell.run("sample", "m.model", "--data=data.json", "--seed=1", "--out=run");

        assertThat(shell.run("summary", "run")).isEqualTo(new Outcome(0, run.out(), ""));
    }

    @Test
    void printsJson() {
        shell.run("sample", "m.model", "--data=data.json", "--seed=1", "--out=run");

        assertThat(shell.run("summary", "run", "--json").out())
                .startsWith("{\n  \"chains\" : 4,\n  \"draws\" : 1000,\n")
                .contains("\"name\" : \"theta.2\"", "\"r_hat\" : ", "\"advice\" : [ ]");
    }

    @Test
    void namesAFolderWithoutDraws() {
        assertThat(shell.run("summary", "run"))
                .isEqualTo(new Outcome(1, "", "error: no chain-1.csv in " + folder.resolve("run") + "\n"));
    }
}
