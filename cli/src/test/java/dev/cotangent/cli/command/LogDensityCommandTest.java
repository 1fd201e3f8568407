package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDensityCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder)
                .file("m.model", "normal")
                .file("data.json", "{\"mu\": 1}")
                .file("points.json", "{\"points\": [[1, 1], [2, -1]]}");
    }

    private Outcome run(String model, String data, String points) {
        return shell.run("log-density", model, "--data", data, "--points", points);
    }

    @Test
    void printsOneJsonObject() {
        assertThat(run("m.model", "data.json", "points.json")).isEqualTo(new Outcome(0, """
                {"dimension":2,"points":[{"log_density":0.0,"gradient":[0.0,0.0]},\
                {"log_density":-2.5,"gradient":[-1.0,2.0]}]}
                """, ""));
    }

    @Test
    void requiresPoints() {
        assertThat(shell.run("log-density", "m.model")).isEqualTo(new Outcome(2, "", """
                error: missing required option: '--points=FILE'
                see cotangent log-density --help
                """));
    }

    @Test
    void namesPointsThatAreMissing() {
        assertThat(run("m.model", "data.json", "none.json"))
                .isEqualTo(new Outcome(1, "", "error: cannot read none.json: no such file\n"));
    }

    @Test
    void namesDataThatAreMissing() {
        assertThat(run("m.model", "none.json", "points.json"))
                .isEqualTo(new Outcome(1, "", "error: cannot read none.json: no such file\n"));
    }

    @Test
    void namesAVariableThatTheDataLack() {
        shell.file("data.json", "{\"nu\": 1}");

        Outcome outcome = run("m.model", "data.json", "points.json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("error: data.json").contains("'mu'");
    }

    @Test
    void failsWhereTheModelRejects() {
        shell.file("rejecting.model", "rejecting");

        assertThat(run("rejecting.model", "data.json", "points.json"))
                .isEqualTo(new Outcome(1, "", "error: m.model:3:5: scale must be positive\n"));
    }

    @Test
    void isMinusInfinityOutsideASupport() {
        Shell real = new Shell(folder, CompilerProvider::new)
                .file("uniform.model", "parameters { real x; } model { x ~ uniform(0, 2); }")
                .file("points.json", "{\"points\": [[1], [3]]}");

        assertThat(real.run("log-density", "uniform.model", "--points", "points.json"))
                .isEqualTo(new Outcome(0, """
                        {"dimension":1,"points":[{"log_density":0.0,"gradient":[0.0]},\
                        {"log_density":"-Infinity","gradient":["NaN"]}]}
                        """, ""));
    }
}
