package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizeCommandTest {

    /** Of a gamma density with shape 3 and rate 2 the mode is 1, and on the log scale, with the Jacobian, 3/2. */
    private static final String GAMMA = """
            parameters {
              real<lower=0> x;
            }
            model {
              x ~ gamma(3, 2);
            }
            generated quantities {
              real twice = 2 * x;
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new).file("gamma.model", GAMMA);
    }

    private Outcome optimize(String... options) {
        List<String> arguments = new ArrayList<>(List.of("optimize", "gamma.model", "--seed=1", "--out=run"));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private List<String> table() throws IOException {
        return Files.readAllLines(folder.resolve("run/optimum.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private double found(String column) throws IOException {
        int k = List.of(table().get(0).split(",")).indexOf(column);
        return Double.parseDouble(table().get(1).split(",")[k]);
    }

    @Test
    void theModeCountsTheJacobian() throws IOException {
        Outcome outcome = optimize();

        assertThat(outcome.exitCode()).isZero();
        assertThat(table()).hasSize(2).first().isEqualTo("lp__,x,twice");
        assertThat(found("x")).isBetween(1.4999, 1.5001);
        assertThat(found("twice")).isEqualTo(2 * found("x"));
        assertThat(outcome.out()).startsWith("converged after ").contains("x          1.5\n");
        assertThat(outcome.err()).isEqualTo("""
                gamma: mode on the unconstrained scale, Jacobian included, seed 1
                written to run
                """);
    }

    @Test
    void withoutTheJacobianItIsThatOfTheDensityAsWritten() throws IOException {
        Outcome outcome = optimize("--no-jacobian", "--quiet");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(found("x")).isBetween(0.9999, 1.0001);
    }

    @Test
    void theManifestHasOptionsAndTheOptimum() {
        optimize("--starts=2", "--tol-grad=1e-7");

        assertThat(folder.resolve("run/run.json"))
                .content()
                .contains("\"status\" : \"complete\"", "\"method\" : \"optimize\"", "\"tolGrad\" : 1.0E-7")
                .contains("\"position\" : [ 0.40", "\"starts\" : 2", "\"converged\" : true");
    }

    @Test
    void severalStartsAreCompared() {
        assertThat(optimize("--starts=3").out()).contains("3 of 3 starts reached this mode\n");
    }

    @Test
    void startsMayBeGiven() throws IOException {
        shell.file("init.json", "{\"x\": 1.5}");
        Outcome outcome = optimize("--init=init.json");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("converged after 0 steps, 1 gradients: the gradient's norm");
        assertThat(found("x")).isBetween(1.49999999, 1.50000001);
    }

    @Test
    void aMisspeltNameOfAStartIsToldBeforeAnythingIsWritten() {
        shell.file("init.json", "{\"X1\": 1.5}");
        Outcome outcome = optimize("--init=init.json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("error: the initial values name 'X1', which is no parameter of the model\n");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aDensityWithoutMaximumIsToldAndItsParametersNamed() {
        shell.file("gamma.model", "parameters { real a; real<lower=0> b; } model { target += -square(a) + b; }");
        Outcome outcome = optimize();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("not converged after ")
                .contains("b (")
                .contains("no maximum");
        assertThat(folder.resolve("run/run.json")).content().contains("\"status\" : \"failed\"");
    }

    @Test
    void aLimitOfStepsIsNoConvergence() {
        shell.file(
                "gamma.model",
                "parameters { vector[2] x; } model { target += -100 * square(x[2] - square(x[1])) -"
                        + " square(1 - x[1]); }");
        Outcome outcome = optimize("--max-iterations=2");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out())
                .startsWith("not converged after 2 steps")
                .contains("the limit of iterations was reached", "steepest in x.", "raise --max-iterations");
    }

    @Test
    void aStartWithoutMassIsExplained() {
        shell.file("gamma.model", "parameters { real x; } model { reject(\"no \", x); }");
        Outcome outcome = optimize();

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("error: start 1: no possible start in 100 attempts with unconstrained coordinates uniform in"
                        + " (-2.0, 2.0):\n  100 x gamma.model:1:32: no ");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aModelWithoutParametersHasNoMode() {
        shell.file("gamma.model", "generated quantities { real x = 1; }");

        assertThat(optimize().err()).contains("error: gamma has no parameters, so there is nothing to optimise");
    }

    @Test
    void aRunIsNotOverwrittenUnasked() {
        optimize();

        assertThat(optimize().err()).startsWith("error: run holds a run already");
        assertThat(optimize("--force").exitCode()).isZero();
    }

    @Test
    void whatTheFolderHeldStaysIfTheModelFails() {
        optimize();
        shell.file(
                "gamma.model",
                "parameters { real x; } model { x ~ std_normal(); }"
                        + " generated quantities { real y = x; reject(\"never\"); }");

        assertThat(optimize("--force").exitCode()).isEqualTo(1);
        assertThat(folder.resolve("run/optimum.csv")).exists();
        assertThat(folder.resolve("run/run.json")).content().contains("\"status\" : \"complete\"");
        assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.unfinished");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--starts=0; --starts must be at least 1, but is 0",
                "--threads=0; --threads must be at least 1, but is 0",
                "--max-iterations=0; --max-iterations must be at least 1, but is 0",
                "--history=0; --history must be at least 1, but is 0",
                "--init-alpha=-1; --init-alpha must be positive and finite, but is -1.0",
                "--tol-obj=-1; --tol-obj must be finite and not negative, but is -1.0",
                "--tol-rel-grad=NaN; --tol-rel-grad must be finite and not negative, but is NaN",
                "--init=-1; --init must be finite and not negative, but is -1.0",
                "--starts=two; --starts takes a whole number up to 2147483647, not 'two'"
            })
    void optionsOutsideTheirDomainAreWrongUsage(String option, String message) {
        Outcome outcome = optimize(option);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("error: " + message + "\nsee cotangent optimize --help\n");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(optimize("--init=none.json").err()).isEqualTo("error: cannot read none.json: no such file\n");
    }
}
