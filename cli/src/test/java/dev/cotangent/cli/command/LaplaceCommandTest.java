package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaplaceCommandTest {

    /** Conjugate: the posterior of mu is normal with precision 1/4 + 3 and mean (0.5 + 1.5 + 2.5) / 3.25. */
    private static final String CONJUGATE = """
            parameters {
              real mu;
            }
            model {
              vector[3] y = [0.5, 1.5, 2.5]';
              mu ~ normal(0, 2);
              y ~ normal(mu, 1);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new).file("m.model", CONJUGATE);
    }

    private Outcome laplace(String... options) {
        List<String> arguments = new ArrayList<>(List.of("laplace", "m.model", "--seed=1", "--out=run"));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private double[] column(int number) throws IOException {
        return Files.readAllLines(folder.resolve("run/chain-1.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[number]))
                .toArray();
    }

    @Test
    void aModelWithoutCompiledSecondDerivativesHasDifferences() throws IOException {
        shell.file("m.model", """
                functions {
                  vector residual(vector x, real a) {
                    return x - a;
                  }
                }
                parameters {
                  real a;
                }
                model {
                  vector[1] x = solve_newton(residual, [1]', a);
                  x[1] ~ normal(0, 1);
                }
                """);
        Outcome outcome = laplace("--draws=20");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("run/run.json"))).containsPattern("\\[ -(1\\.0|0\\.99999)");
    }

    @Test
    void ofAConjugateNormalModelIsExact() throws IOException {
        Outcome outcome = laplace("--draws=400");

        assertThat(outcome.exitCode()).isZero();
        double[] exact = column(0);
        double[] approximate = column(1);
        double[] mu = column(2);
        assertThat(mu).hasSize(400);
        double mean = 4.5 / 3.25;
        for (int k = 0; k < mu.length; k++) {
            double expected = -0.5 * 3.25 * (mu[k] - mean) * (mu[k] - mean);
            // The mode is found to about 1e-6.
            assertThat(approximate[k]).isCloseTo(expected, within(1e-4));
            assertThat(exact[k] - exact[0]).isCloseTo(approximate[k] - approximate[0], within(1e-4));
        }
        assertThat(outcome.out()).contains("effective size 400 of 400");
        assertThat(outcome.err()).contains("m: normal approximation at the mode on the unconstrained scale");
        assertThat(folder.resolve("run/run.json"))
                .content()
                .contains("\"method\" : \"laplace\"", "\"hessian\" : [ [ -3.2", "\"paretoK\"");
    }

    @Test
    void theModeMayComeFromARunOfOptimize() throws IOException {
        shell.run("optimize", "m.model", "--seed=1", "--out=mode");
        laplace("--draws=20");
        List<String> own = Files.readAllLines(folder.resolve("run/chain-1.csv"));
        Outcome outcome = laplace("--draws=20", "--mode=mode", "--force");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).doesNotContain("converged");
        List<String> given = Files.readAllLines(folder.resolve("run/chain-1.csv"));
        assertThat(given.subList(given.size() - 20, given.size())).isEqualTo(own.subList(own.size() - 20, own.size()));
    }

    @Test
    void aModeOfAnotherModelOrOtherDataIsRefused() {
        shell.run("optimize", "m.model", "--seed=1", "--out=mode");
        shell.file("d.json", "{\"x\": 1}");

        assertThat(laplace("--mode=mode", "--no-jacobian").err())
                .contains("error: the optimum in mode is of another model, or --no-jacobian or --ad differ\n");
        assertThat(laplace("--mode=mode", "--data=d.json").err())
                .contains("error: the optimum in mode is of other data\n");
        assertThat(laplace("--mode=none").err()).contains("error: cannot read none");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aSampledRunIsNoMode() {
        shell.run("sample", "m.model", "--seed=1", "--chains=1", "--draws=10", "--warmup=10", "--out=sampled");

        assertThat(laplace("--mode=sampled").err())
                .contains("error: sampled holds no run of cotangent optimize: its run.json has no optimum\n");
    }

    @Test
    void aFlatDirectionIsNamed() {
        shell.file(
                "m.model",
                "parameters { real a; vector[2] b; } model { a + b[2] ~ normal(0, 1); b[1] ~ normal(0, 1); }");
        Outcome outcome = laplace();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("error: no normal approximation: the log density is not curved downwards in every direction")
                .containsPattern("in the direction of (a|b\\.2) \\(-?0\\.71\\), (a|b\\.2) \\(-?0\\.71\\)\\.")
                .contains("hint: ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void withoutAModeThereIsNoApproximation() {
        shell.file("m.model", "parameters { real a; } model { target += a; }");

        assertThat(laplace().err()).contains("error: no mode was found: not converged after ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aNumberOfDrawsIsPositive() {
        Outcome outcome = laplace("--draws=0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("error: --draws must be at least 1, but is 0\nsee cotangent laplace --help\n");
    }
}
