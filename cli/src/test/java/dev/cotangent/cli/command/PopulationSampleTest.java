package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Populations of particles from the command line: files, figures, checks, and what is refused. */
class PopulationSampleTest {

    private static final String MODEL = """
            data {
              real y;
            }
            parameters {
              real mu;
              real<lower=0> tau;
            }
            model {
              tau ~ exponential(1);
              mu ~ normal(0, 2);
              y ~ normal(mu, tau);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void writeModel() {
        shell = new Shell(folder, CompilerProvider::new).file("m.model", MODEL).file("y.json", "{\"y\": 1}");
    }

    private Outcome sample(String... options) {
        String[] all = new String[options.length + 9];
        String[] first = {
            "sample", "m.model", "--data", "y.json", "--seed=3", "--chains=2", "--quiet", "--out=run", "--force"
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return shell.run(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--method=smc", "--method=follmer", "--method=ensemble"})
    void writesDrawsParticlesAndFigures(String method) throws IOException {
        Outcome outcome = sample(method, "--particles=400", "--draws=50");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("mu", "tau", "2 populations of 400 particles", "Pareto k", "log evidence: -");
        assertThat(Files.readAllLines(folder.resolve("run/particles-2.csv")).get(1))
                .isEqualTo("log_weight__,log_lik__,lp__,mu,tau");
        long rows = Files.readAllLines(folder.resolve("run/chain-1.csv")).stream()
                .filter(line -> line.matches("-?\\d.*"))
                .count();
        assertThat(rows).isEqualTo(50);
        assertThat(Files.readString(folder.resolve("run/run.json"))).contains("\"logEvidence\"", "\"correction\"");
    }

    @Test
    void threadsChangeNothing() throws IOException {
        sample("--method=follmer", "--particles=200", "--threads=1");
        String one = Files.readString(folder.resolve("run/particles-1.csv"));
        sample("--method=follmer", "--particles=200", "--threads=3");
        assertThat(Files.readString(folder.resolve("run/particles-1.csv"))).isEqualTo(one);
    }

    @Test
    void walkersHaveNoParticlesFile() {
        Outcome outcome = sample("--method=stretch", "--draws=400", "--warmup=50");
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("run/particles-1.csv")).doesNotExist();
        assertThat(folder.resolve("run/chain-2.csv")).exists();
    }

    @Test
    void approximateDrawsAreAProblem() {
        sample("--method=follmer", "--correction=none", "--particles=400");
        Outcome outcome = shell.run("diagnose", "run");
        assertThat(outcome.exitCode()).isEqualTo(DiagnoseCommand.PROBLEMS_FOUND);
        assertThat(outcome.out()).contains("Nothing makes these draws exact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--method=nuts --particles=10",
                "--method=smc --walkers=10",
                "--method=smc --particles=1",
                "--method=follmer --moves=3",
                "--method=follmer --scheme=twisted",
                "--method=ensemble --scheme=none",
                "--method=smc --warmup=10",
                "--method=smc --init=0",
                "--method=stretch --walkers=11",
                "--method=stretch --metric=dense"
            })
    void refusesOptionsOfOthers(String options) {
        String[] given = options.split(" ");
        Outcome outcome = sample(given);
        assertThat(outcome.exitCode()).isNotZero();
        String option = given[1].substring(0, given[1].indexOf('='));
        assertThat(outcome.err()).contains(option).doesNotContain("Exception", "internal error");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aPriorThatCannotBeDrawnFromIsAnErrorWithItsPlace() {
        shell.file("m.model", MODEL.replace("  mu ~ normal(0, 2);\n", ""));
        Outcome outcome = sample("--method=smc");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains("m.model:5", "mu");
    }

    @Test
    void aResumedRunHasTheSameDraws() throws IOException {
        sample("--method=smc", "--particles=200");
        String draws = Files.readString(folder.resolve("run/particles-2.csv"));
        Files.delete(folder.resolve("run/particles-2.csv"));
        Path manifest = folder.resolve("run/run.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"complete\"", "\"running\""));
        Outcome outcome = shell.run("resume", "run", "--quiet");
        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("run/particles-2.csv"))).isEqualTo(draws);
    }
}
