package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder).file("m.model", "normal").file("data.json", "{\"mu\": 3}");
    }

    private void sample(String name, String... more) {
        String[] common = {"sample", "m.model", "--data=data.json", "--seed=1", "--out=" + name, "--quiet"};
        String[] all = Stream.of(common, more).flatMap(Arrays::stream).toArray(String[]::new);
        assertThat(shell.run(all).exitCode()).isZero();
    }

    @Test
    void goodRunHasNoProblems() {
        sample("run");

        Outcome outcome = shell.run("diagnose", "run");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains(
                        "ok       4 chains with 1000 draws or more.\n",
                        "ok       None of 4000 draws were cut at the depth limit of 10.\n",
                        "ok       None of 4000 draws diverged.\n")
                .endsWith("No problems found.\n");
        assertThat(shell.run("diagnose", "run", "--quiet")).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void problemsHaveAnExitCodeOfTheirOwn() {
        sample("short", "--draws=20");

        Outcome outcome = shell.run("diagnose", "short");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("problem  Effective sample size under 400: theta.1, theta.2. Draw longer.\n")
                .doesNotContain("No problems");
    }

    @Test
    void severalRunsAreNamed() {
        sample("good");
        sample("short", "--draws=20");

        Outcome outcome = shell.run("diagnose", "good", "short");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).containsSubsequence("good:\n", "No problems found.\n", "short:\n", "found.\n");
    }

    @Test
    void printsJson() {
        sample("short", "--draws=20");

        Outcome outcome = shell.run("diagnose", "short", "--json");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .startsWith("{\n  \"runs\"")
                .contains("\"check\" : \"tree_depth\"", "\"status\" : \"problem\"", "\"advice\" : \"Draw longer.\"");
    }

    @Test
    void unfinishedRunIsAProblem() {
        shell.file("chain-1.csv.partial", "lp__,x\n" + "-1,2\n".repeat(10));

        Outcome outcome = shell.run("diagnose", ".", "--quiet");

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out())
                .isEqualTo("problem  chain-1.csv.partial is of a chain that has not ended, or ended in an error."
                        + " The run is not complete: finish it, or run it again.\n");
    }

    @Test
    void writesTheDrawsThatDiverged() throws IOException {
        shell.file("chain-1.csv", "lp__,divergent__,x\n-1,0,5\n-2,1,6\n-3,0,7\n")
                .file("chain-2.csv", "lp__,divergent__,x\n-4,1,0.25\n-5,0,9\n-6,1,-1\n");

        Outcome outcome = shell.run("diagnose", ".", "--quiet", "--divergences=found.csv");

        assertThat(outcome.err()).isEqualTo("3 divergent draws in found.csv\n");
        assertThat(Files.readAllLines(folder.resolve("found.csv")))
                .containsExactly("chain__,draw__,lp__,divergent__,x", "1,2,-2,1,6", "2,1,-4,1,0.25", "2,3,-6,1,-1");
    }

    @Test
    void errorsAreNotProblems() {
        shell.file("chain-1.csv", "lp__,x\n-1,two\n");

        assertThat(shell.run("diagnose", "missing").exitCode()).isEqualTo(1);
        assertThat(shell.run("diagnose", "."))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(1, "error: " + folder.resolve("./chain-1.csv") + ":2: `two` is not a number\n");
    }
}
