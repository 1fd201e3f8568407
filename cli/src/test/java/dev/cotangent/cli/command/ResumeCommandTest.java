package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder).file("m.model", "normal").file("data.json", "{\"mu\": 3}");
    }

    private Outcome sample(String out, String... options) {
        List<String> arguments = new ArrayList<>(List.of("sample", "m.model", "--data", "data.json", "--out", out));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private List<String> rows(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private Outcome stopped(String out, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--deadline=0s", "--chains=2", "--draws=300"));
        return sample(out, all.toArray(String[]::new));
    }

    @Test
    void stoppedRunIsResumedToTheDrawsOfAWholeOne() throws IOException {
        sample("whole", "--seed=8", "--chains=2", "--draws=300");
        assertThat(stopped("run", "--seed=8").exitCode()).isEqualTo(124);

        Outcome resumed = shell.run("resume", "run");

        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.err()).startsWith("m: going on with 2 chains in run\n");
        assertThat(resumed.out()).contains("theta.1");
        for (String chain : List.of("chain-1.csv", "chain-2.csv")) {
            assertThat(rows("run/" + chain)).isEqualTo(rows("whole/" + chain)).hasSize(301);
        }
    }

    @Test
    void seedThatWasChosenIsThatOfTheResumedRun() throws IOException {
        Outcome begun = stopped("run");
        String seed = begun.err().replaceAll("(?s).*seed (\\d+).*", "$1");
        shell.run("resume", "run");
        sample("whole", "--seed=" + seed, "--chains=2", "--draws=300");

        assertThat(rows("run/chain-1.csv")).isEqualTo(rows("whole/chain-1.csv"));
    }

    @Test
    void completeRunHasNothingToDo() throws IOException {
        sample("run", "--seed=8", "--draws=10");
        byte[] before = Files.readAllBytes(folder.resolve("run/chain-1.csv"));

        assertThat(shell.run("resume", "run"))
                .isEqualTo(new Outcome(
                        0, "", "nothing to do: run is complete with 10 draws a chain; --draws asks for more\n"));
        assertThat(folder.resolve("run/chain-1.csv")).hasBinaryContent(before);
    }

    @Test
    void completeRunGoesOnForMoreDraws() throws IOException {
        sample("whole", "--seed=8", "--draws=50");
        sample("run", "--seed=8", "--draws=20");

        assertThat(shell.run("resume", "run", "--draws=50", "--threads=1").exitCode())
                .isZero();
        assertThat(rows("run/chain-3.csv")).isEqualTo(rows("whole/chain-3.csv")).hasSize(51);
        assertThat(shell.run("resume", "run").err()).contains("complete with 50 draws");
    }

    @Test
    void drawsAreNotTakenAway() {
        sample("run", "--seed=8", "--draws=20");

        assertThat(shell.run("resume", "run", "--draws=10"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: --draws is the number of draws a chain in all: at least 20, as the run was to have,"
                                + " but found 10\n"));
    }

    @Test
    void refusesOtherData() {
        stopped("run", "--seed=8");
        shell.file("data.json", "{\"mu\": 4}");

        assertThat(shell.run("resume", "run"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: cannot resume run: the data have changed since the run began; put the old file back,"
                                + " or name it with --data\n"));
    }

    @Test
    void readsModelAndDataFromOtherPlaces() throws IOException {
        stopped("run", "--seed=8");
        Files.move(folder.resolve("m.model"), folder.resolve("moved.model"));
        Files.move(folder.resolve("data.json"), folder.resolve("moved.json"));

        assertThat(shell.run("resume", "run").err()).startsWith("error: cannot read m.model: no such file\n");
        assertThat(shell.run("resume", "run", "--model=moved.model", "--data=moved.json")
                        .exitCode())
                .isZero();
    }

    @Test
    void refusesAnotherModel() {
        stopped("run", "--seed=8");
        shell.file("m.model", "normal again");

        assertThat(shell.run("resume", "run").err())
                .startsWith("error: cannot resume run: the model, or a text that it includes, has changed");
    }

    @Test
    void saysWhatIsNoRun() throws IOException {
        assertThat(shell.run("resume", "none").err()).isEqualTo("error: cannot resume none: no such folder\n");
        Files.createDirectory(folder.resolve("empty"));
        assertThat(shell.run("resume", "empty").err()).isEqualTo("error: cannot read empty/run.json: no such file\n");
        shell.file("empty/run.json", "{\"a\": 1}");
        assertThat(shell.run("resume", "empty").err())
                .startsWith("error: cannot read empty/run.json: ")
                .contains("does not describe a run");
        shell.file("empty/run.json", "{\"status\": \"running\"");
        assertThat(shell.run("resume", "empty").exitCode()).isEqualTo(1);
    }

    @Test
    void leavesARunAloneThatGoesOn() throws IOException {
        stopped("run", "--seed=8");
        try (FileChannel channel = FileChannel.open(
                        folder.resolve("run/run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(shell.run("resume", "run").err())
                    .contains("error: a run is going on in run: wait until it has ended\n");
        }
    }
}
