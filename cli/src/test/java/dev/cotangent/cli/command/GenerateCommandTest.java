package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import dev.cotangent.runtime.output.CsvDraws;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class GenerateCommandTest {

    /** Parameters of every kind that output orders in a way of its own. */
    private static final String MODEL = """
            data {
              int N;
              vector[N] y;
            }
            parameters {
              real mu;
              real<lower=0> sigma;
              simplex[3] p;
              array[2] matrix[2, 3] m;
              cholesky_factor_corr[3] L;
              tuple(real, array[2] real<lower=0>) pair;
              array[2] tuple(real, vector[2]) pairs;
              complex z;
              ordered[2] o;
            }
            transformed parameters {
              real twice = 2 * sigma;
            }
            model {
              y ~ normal(mu, sigma);
              sigma ~ exponential(1);
              for (k in 1:2) to_vector(m[k]) ~ std_normal();
              L ~ lkj_corr_cholesky(2);
              pair.1 ~ std_normal();
              pair.2 ~ exponential(1);
              for (k in 1:2) pairs[k].1 ~ std_normal();
              for (k in 1:2) pairs[k].2 ~ normal(k, 1);
              get_real(z) ~ std_normal();
              get_imag(z) ~ std_normal();
              o ~ std_normal();
            }
            generated quantities {
              real next = normal_rng(mu, sigma);
              vector[N] log_lik;
              for (n in 1:N) log_lik[n] = normal_lpdf(y[n] | mu, sigma);
              real trace = m[1][1, 1] + 10 * m[1][1, 2] + 100 * m[2][2, 1] + pairs[2].2[1] + get_imag(z);
            }
            """;

    private static final String DATA = "{\"N\": 3, \"y\": [1, 2, 4]}";

    @TempDir
    static Path folder;

    private static Shell shell;

    @BeforeAll
    static void sample() {
        shell = new Shell(folder, CompilerProvider::new).file("m.model", MODEL).file("data.json", DATA);
        Outcome run = shell.run(
                "sample",
                "m.model",
                "--data=data.json",
                "--seed=1",
                "--out=run",
                "--quiet",
                "--chains=2",
                "--draws=50",
                "--warmup=200");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static ColumnSource draws(String name) {
        try {
            return CsvDraws.read(folder.resolve(name)).draws();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Outcome generate(String model, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "generate";
        all[1] = model;
        all[2] = "--quiet";
        System.arraycopy(more, 0, all, 3, more.length);
        return shell.run(all);
    }

    /** With the seed of the run its random numbers come back, and so does everything up to rounding. */
    @Test
    void repeatsWhatTheRunWrote() {
        Outcome outcome = generate("m.model", "--run=run", "--seed=1", "--out=repeated");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        ColumnSource run = draws("run");
        ColumnSource again = draws("repeated");
        assertThat(again.columns()).isEqualTo(run.columns());
        for (int k = 0; k < run.columns().size(); k++) {
            for (int chain = 0; chain < 2; chain++) {
                double[] expected = run.values(k)[chain];
                double[] found = again.values(k)[chain];
                for (int draw = 0; draw < expected.length; draw++) {
                    // a parameter comes back bit for bit; what is computed, through the unconstrained scale
                    double tolerance = 1e-12 * Math.max(1, Math.abs(expected[draw]));
                    assertThat(found[draw])
                            .as("%s, draw %d", run.columns().get(k).name(), draw)
                            .isCloseTo(expected[draw], within(tolerance));
                }
            }
        }
    }

    @Test
    void parametersAndStatisticsAreTakenOverBitForBit() {
        assertThat(generate("m.model", "--run=run", "--seed=7", "--out=again").exitCode())
                .isZero();

        ColumnSource run = draws("run");
        ColumnSource again = draws("again");
        for (Column column : run.columns()) {
            String variable = column.name().split("[.:]")[0];
            if (!variable.matches("next|log_lik|trace|twice")) {
                assertThat(again.values(column.name())).as(column.name()).isDeepEqualTo(run.values(column.name()));
            }
        }
        assertThat(again.values("next")[0]).isNotEqualTo(run.values("next")[0]);
    }

    @Test
    void takesNewDataAndAnotherModel() {
        shell.file("new.json", "{\"N\": 2, \"y\": [10, 20]}").file("other.model", """
                        data { int N; vector[N] y; }
                        parameters { real mu; real<lower=0> sigma; }
                        generated quantities { vector[N] residual = (y - mu) / sigma; }
                        """);

        Outcome outcome = generate("other.model", "--run=run", "--data=new.json", "--seed=1", "--out=other");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly("", "residual.1", "residual.2");
        double mu = draws("run").values("mu")[1][9];
        double sigma = draws("run").values("sigma")[1][9];
        assertThat(draws("other").values("residual.2")[1][9])
                .isCloseTo((20 - mu) / sigma, within(1e-12 * Math.abs(20 - mu) / sigma));
        assertThat(draws("other").has("energy__")).isTrue();
        assertThat(draws("other").has("z.real")).isFalse();
    }

    @Test
    void sameSeedGivesTheSameFiles() throws IOException {
        generate("m.model", "--run=run", "--seed=3", "--out=a");
        generate("m.model", "--run=run", "--seed=3", "--out=b");

        assertThat(Files.readString(folder.resolve("a/chain-2.csv")))
                .isEqualTo(Files.readString(folder.resolve("b/chain-2.csv")));
        assertThat(draws("a").values("next")[0]).isNotEqualTo(draws("a").values("next")[1]);
    }

    @Test
    void readsWhatItWrote() {
        generate("m.model", "--run=run", "--seed=3", "--out=c");

        assertThat(shell.run("loo", "c").exitCode()).isZero();
        assertThat(shell.run("summary", "c", "--variables=next,lp__").exitCode())
                .isZero();
        assertThat(generate("m.model", "--run=c/chain-1.csv,c/chain-2.csv", "--data=data.json", "--out=d")
                        .exitCode())
                .isZero();
    }

    @Test
    void namesTheFirstColumnThatDiffers() {
        shell.file("other.model", "parameters { real mu; real<lower=0> tau; }");
        assertThat(generate("other.model", "--run=run", "--out=x"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: run is no run of this model: the model other has the parameter `tau`, but the draws have"
                                + " no `tau`\n"));
        shell.file("longer.model", "parameters { simplex[4] p; }");
        assertThat(generate("longer.model", "--run=run", "--out=x").err())
                .contains("the parameter `p.4`, but the draws have other elements of `p` only");
        shell.file("shorter.model", "parameters { simplex[2] p; }");
        assertThat(generate("shorter.model", "--run=run", "--out=x").err())
                .contains("the draws have `p.3`, but the parameter `p` of the model shorter has no such element");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void locatesDrawsThatAreNoneOfTheModel() throws IOException {
        Files.createDirectory(folder.resolve("cmdstan"));
        shell.file("cmdstan/chain-1.csv", "lp__,p.1,p.2,p.3\n-1,0.5,0.25,0.25\n-1,0.33333,0.33333,0.33333\n")
                .file("p.model", "parameters { simplex[3] p; }");

        Outcome outcome = generate("p.model", "--run=cmdstan", "--out=x");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("error: cmdstan, chain 1, draw 2: its parameters violate a constraint: ")
                .contains("sig_figs=18");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void dataOfTheRunMustBeWhatTheyWere() {
        shell.file("data.json", "{\"N\": 3, \"y\": [1, 2, 5]}");

        assertThat(generate("m.model", "--run=run", "--out=x").err())
                .endsWith("data.json, have changed since: name those to use with --data\n");
        shell.file("data.json", DATA);
    }

    @Test
    void doesNotOverwriteItsSource() {
        assertThat(generate("m.model", "--run=run", "--out=run", "--force").err())
                .isEqualTo("error: --out is the folder that the draws are read from: choose another\n");
        assertThat(generate("m.model", "--run=run/chain-1.csv", "--out=run", "--force")
                        .exitCode())
                .isEqualTo(1);
        assertThat(draws("run").size()).isEqualTo(50);
    }
}
