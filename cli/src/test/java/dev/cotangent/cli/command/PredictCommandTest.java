package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import dev.cotangent.runtime.output.CsvDraws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PredictCommandTest {

    private static final String MODEL = """
            data { int N; vector[N] y; }
            parameters { real mu; real<lower=0> sigma; }
            model {
              mu ~ normal(3, 2);
              sigma ~ exponential(0.5);
              y ~ normal(mu, sigma);
            }
            generated quantities { real y_new = normal_rng(mu, sigma); }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new)
                .file("m.model", MODEL)
                .file("data.json", "{\"N\": 3, \"y\": [101, 102, 104]}");
    }

    private double[] column(String run, String name) {
        try {
            double[][] chains = CsvDraws.read(folder.resolve(run)).draws().values(name);
            return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double squares(double[] values, double about) {
        return mean(Arrays.stream(values).map(x -> (x - about) * (x - about)).toArray());
    }

    /**
     * The prior is known: mean 3 and variance 4 of mu; mean 2 of sigma; of y_new mean 3 and variance 4 + E sigma^2 = 4 + 8.
     * With 1000 effective draws or more, four standard errors are 0.25, 0.25, 0.44 and, with a kurtosis near 6, 3.4: false
     * alarm of a test under 3e-4.
     */
    @Test
    void drawsFromThePrior() {
        Outcome outcome =
                shell.run("predict", "m.model", "--prior", "--data=data.json", "--seed=5", "--out=p", "--quiet");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(mean(column("p", "mu"))).isCloseTo(3, within(0.25));
        assertThat(mean(column("p", "sigma"))).isCloseTo(2, within(0.25));
        assertThat(mean(column("p", "y_new"))).isCloseTo(3, within(0.44));
        assertThat(squares(column("p", "y_new"), 3)).isCloseTo(12, within(3.4));
    }

    @Test
    void isSampleWithThePriorAlone() throws IOException {
        shell.run("predict", "m.model", "--prior", "--data=data.json", "--seed=5", "--draws=20", "--out=a", "--quiet");
        shell.run("sample", "m.model", "--prior", "--data=data.json", "--seed=5", "--draws=20", "--out=b", "--quiet");

        assertThat(column("a", "y_new")).isEqualTo(column("b", "y_new"));
        assertThat(Files.readString(folder.resolve("a/run.json"))).contains("\"--prior\"");
    }

    @Test
    void drawsFromThePosteriorOfARun() {
        shell.run("sample", "m.model", "--data=data.json", "--seed=5", "--out=run", "--quiet");

        Outcome predicted = shell.run("predict", "m.model", "--run=run", "--seed=2", "--out=p", "--quiet");
        Outcome generated = shell.run("generate", "m.model", "--run=run", "--seed=2", "--out=g", "--quiet");

        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        assertThat(predicted).isEqualTo(generated);
        // The prior holds mu near 3, so that data near 100 make sigma large; under the prior this is 12.
        assertThat(squares(column("p", "y_new"), 3)).isGreaterThan(400);
        assertThat(column("p", "y_new")).isEqualTo(column("g", "y_new"));
    }

    @Test
    void saysWhatIsNotClear() {
        shell.file("m.model", MODEL.replace("y ~ normal(mu, sigma);", "target += -dot_self(y - mu);"));

        Outcome outcome = shell.run("predict", "m.model", "--prior", "--data=data.json", "--out=p", "--quiet");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("E401 m.model:6:3: ", "--likelihood=6 or --prior-term=6");
        assertThat(folder.resolve("p")).doesNotExist();
        assertThat(shell.run("sample", "m.model", "--prior", "--likelihood=6", "--data=data.json", "--out=p", "--quiet")
                        .exitCode())
                .isZero();
        assertThat(shell.run("sample", "m.model", "--likelihood=6", "--data=data.json", "--out=q")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void needsOneOrigin() {
        assertThat(shell.run("predict", "m.model").exitCode()).isEqualTo(2);
        assertThat(shell.run("predict", "m.model", "--prior", "--run=x").exitCode())
                .isEqualTo(2);
    }
}
