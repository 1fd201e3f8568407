package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientCheckCommandTest {

    private static final String MODEL = """
            parameters {
              real mu;
              real<lower=mu> tau;
              matrix[2, 2] z;
              simplex[3] p;
            }
            model {
              tau - mu ~ gamma(2, 1);
              to_vector(z) ~ normal(mu, tau - mu);
              p ~ dirichlet([2, 3, 4]');
            }
            generated quantities {
              real u = uniform_rng(0, 1);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new).file("m.model", MODEL);
    }

    private Outcome check(String... options) {
        List<String> arguments = new ArrayList<>(List.of("gradient-check", "m.model", "--seed=1"));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    @Test
    void aRightGradientAgreesInBothWitnesses() {
        Outcome outcome = check("--count=3");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("differences", "between modes")
                .endsWith("24 of 24 entries agree at 3 points, to 0.000001\n");
        assertThat(outcome.out()).contains("and 4 more: see --all\n");
    }

    @Test
    void coordinatesHaveTheNamesOfTheirParameters() {
        assertThat(check("--all").out().lines().skip(1).map(line -> line.split(" ")[0]))
                .contains("mu", "tau", "z.1.1", "z.2.1", "z.1.2", "z.2.2", "p.1", "p.2");
    }

    @Test
    void withoutTheJacobianToo() {
        assertThat(check("--no-jacobian").exitCode()).isZero();
    }

    @Test
    void aKinkIsSeen() {
        // Left of 0 the slope is -1, right of it 1; at 0 the gradient is one of them, and the differences give their
        // mean.
        shell.file("m.model", "parameters { real x; } model { target += -abs(x); }")
                .file("points.json", "{\"points\": [[0]]}");
        Outcome outcome = check("--points=points.json");

        assertThat(outcome.out()).contains("x ");
        assertThat(outcome.exitCode()).isIn(0, 1);
        assertThat(check("--count=2").exitCode()).isZero();
    }

    @Test
    void aGradientThatIsNotThatOfTheValueFails() {
        // A staircase so fine that differences see its slope of 1000; its derivative is 0.
        shell.file("m.model", "parameters { real x; } model { target += 1e-3 * floor(1e6 * x) - square(x); }");
        Outcome outcome = check();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("differs").contains("1 of 1 entries differ at 1 point");
    }

    @Test
    void pointsMayBeGiven() {
        shell.file("m.model", "parameters { vector[2] x; } model { x ~ normal(0, 1); }")
                .file("points.json", "{\"points\": [[0.5, -1.5], [1, 2]]}");

        assertThat(check("--points=points.json").out())
                .contains("4 of 4 entries agree at 2 points")
                .contains("1.5");
    }

    @Test
    void aPointWithoutDensityIsAnError() {
        shell.file("m.model", "parameters { real x; } model { if (x < 0) reject(\"negative\"); }")
                .file("points.json", "{\"points\": [[-1]]}");

        assertThat(check("--points=points.json").err())
                .isEqualTo(
                        "error: the log density at point 1 is -Infinity: a gradient can be checked where it is finite"
                                + " only\n");
    }

    @Test
    void programsReadJson() {
        shell.file("m.model", "parameters { real x; } model { x ~ normal(0, 1); }");
        Outcome outcome = check("--json");

        assertThat(outcome.out())
                .startsWith("{\n  \"points\" : 1,\n  \"seed\" : 1,")
                .contains("\"name\" : \"x\"", "\"verdict\" : \"agrees\"", "\"otherMode\" : ");
    }

    @Test
    void optionsHaveTheirDomains() {
        assertThat(check("--tolerance=0").err()).startsWith("error: --tolerance must be positive, but is 0.0\n");
        assertThat(check("--count=0").err()).startsWith("error: --count must be at least 1, but is 0\n");
        shell.file("points.json", "{\"points\": []}");
        assertThat(check("--points=points.json").err()).isEqualTo("error: points.json holds no points\n");
    }
}
