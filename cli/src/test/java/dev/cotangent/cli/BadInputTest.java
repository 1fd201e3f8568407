package dev.cotangent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when a model or its data are wrong, with the real compiler. */
class BadInputTest {

    private static final String MODEL = """
            data {
              int<lower=0> J;
              vector[J] y;
              vector<lower=0>[J] sigma;
            }
            parameters {
              real mu;
            }
            model {
              y ~ normal(mu, sigma);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new);
    }

    /** Checks the model with one change. */
    private Outcome check(String before, String after) {
        assertThat(MODEL).contains(before);
        return shell.file("m.model", MODEL.replace(before, after)).run("check", "m.model");
    }

    private Outcome sample(String data) {
        return shell.file("m.model", MODEL)
                .file("d.json", data)
                .run("sample", "m.model", "--data=d.json", "--seed=1", "--quiet", "--chains=1");
    }

    private static Outcome failure(String message) {
        return new Outcome(1, "", message);
    }

    @Test
    void syntax() {
        assertThat(check("real mu;", "real mu")).isEqualTo(failure("""
                error: E101 m.model:7:10: `;` is missing
                    7 |   real mu
                      |          ^
                """));
    }

    @Test
    void unknownName() {
        assertThat(check("(mu, sigma)", "(mu, sigmo)")).isEqualTo(failure("""
                error: E201 m.model:10:18: `sigmo` is not declared
                   10 |   y ~ normal(mu, sigmo);
                      |                  ^^^^^
                  hint: did you mean `sigma`?
                """));
    }

    @Test
    void wrongArgumentTypes() {
        assertThat(check("(mu, sigma)", "(mu)")).isEqualTo(failure("""
                error: E205 m.model:10:7: `normal` doesn't take (vector | real)
                   10 |   y ~ normal(mu);
                      |       ^^^^^^
                  allowed: real normal_lpdf(real y | real mu, real sigma)
                """));
    }

    @Test
    void noData() {
        assertThat(shell.file("m.model", MODEL).run("sample", "m.model")).isEqualTo(failure("""
                error: no --data given: variable 'J' is missing: the model declares it as int
                """));
    }

    @Test
    void missingVariable() {
        assertThat(sample("{\"J\": 1, \"y\": [1]}")).isEqualTo(failure("""
                error: d.json: variable 'sigma' is missing: the model declares it as array[1] real
                """));
    }

    @Test
    void wrongShape() {
        assertThat(sample("{\"J\": 1, \"y\": [1, 2], \"sigma\": [1]}")).isEqualTo(failure("""
                error: d.json:1:15: variable 'y' is declared as array[1] real, found array of 2 numbers
                """));
    }

    @Test
    void valueOutsideItsBound() {
        assertThat(sample("{\"J\": 2, \"y\": [1, 2], \"sigma\": [1, -2]}")).isEqualTo(failure("""
                error: m.model:4:22: sigma[2] is -2, but must be at least 0
                """));
    }

    @Test
    void invalidJson() {
        assertThat(sample("{\"J\": 2, \"y\": [1, 2")).isEqualTo(failure("""
                error: d.json:1:20: not valid JSON: Unexpected end-of-input: expected close marker for Array
                """));
    }

    @Test
    void initialDensityThatIsNotFinite() {
        assertThat(sample("{\"J\": 1, \"y\": [NaN], \"sigma\": [1]}")).isEqualTo(failure("""
                error: chain 1: no possible start in 100 attempts with unconstrained coordinates uniform in (-2.0, 2.0):
                  100 x m.model:10:3: normal_lpdf: expected !is_nan(y), but y is nan
                """));
    }
}
