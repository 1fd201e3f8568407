package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands {@code loo} and {@code compare}; their figures are those of {@code runtime.loo}, which has its own witness. */
class LooCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder);
    }

    /** A run of two chains whose log likelihoods spread as told. */
    private void run(String name, int observations, double spread) {
        try {
            Files.createDirectory(folder.resolve(name));
            SplittableRandom random = new SplittableRandom(5);
            for (int chain = 1; chain <= 2; chain++) {
                StringBuilder text = new StringBuilder("lp__,mu");
                for (int n = 1; n <= observations; n++) {
                    text.append(",log_lik.").append(n);
                }
                for (int draw = 0; draw < 500; draw++) {
                    text.append("\n-1,0");
                    for (int n = 1; n <= observations; n++) {
                        text.append(',').append(-1 - n - spread * Math.log(1 / random.nextDouble()));
                    }
                }
                Files.writeString(folder.resolve(name + "/chain-" + chain + ".csv"), text.append('\n'));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void printsEstimatesAndShapes() {
        run("good", 3, 0.1);

        Outcome outcome = shell.run("loo", "good");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .startsWith("1000 draws, 3 observations\n")
                .containsPattern("elpd_loo +-9\\.3 +1\\.7\n")
                .containsPattern("up to 0\\.67 +good +3 +100\\.0 +\\d+\n")
                .doesNotContain("Pareto k over");
    }

    /** Ratios exp(spread E) of an exponential E have a Pareto tail of shape spread. */
    @Test
    void namesObservationsThatCannotBeLeftOut() {
        run("bad", 2, 1.3);

        assertThat(shell.run("loo", "bad").out())
                .contains("Pareto k over 0.67: log_lik.")
                .doesNotContain("Monte Carlo standard error");
    }

    @Test
    void printsOneLineAnObservation() {
        run("good", 3, 0.1);

        assertThat(shell.run("loo", "good", "--csv").out().lines())
                .hasSize(4)
                .first()
                .isEqualTo("name,elpd_loo,p_loo,k,ess,mcse_elpd_loo,r_eff");
        assertThat(shell.run("loo", "good", "--json").out())
                .contains("\"elpd_loo\" : {", "\"pointwise\" : [", "\"bad_k\" : 0");
    }

    @Test
    void saysWhatARunLacks() throws IOException {
        run("good", 3, 0.1);
        Files.writeString(folder.resolve("chain-1.csv"), "lp__,log_lik.1,log_lik.2\n-1,-2,-3\n-1,-inf,-3\n");

        assertThat(shell.run("loo", "good", "--variable=loglik"))
                .extracting(Outcome::exitCode, outcome -> outcome.err().split("\\. ")[0])
                .containsExactly(1, "error: good: no variable `loglik` among the draws, which have mu, log_lik");
        assertThat(shell.run("loo", ".").err())
                .startsWith("error: .: the log likelihood `log_lik.1` is -Infinity in draw 2 of chain 1: ");
    }

    @Test
    void comparesRuns() {
        run("a", 3, 0.5);
        run("b", 3, 0.1);

        Outcome outcome = shell.run("compare", "a", "b");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().map(line -> line.split(" ")[0]).limit(3))
                .containsExactly("", "b", "a");
        assertThat(outcome.out())
                .containsPattern("b +0\\.0 +0\\.0 +-9\\.3 +1\\.7 +0\\.0 +1\\.00 +0\n")
                .contains("A difference under 4 is small", "With 3 observations");
        assertThat(shell.run("compare", "a", "b", "--json").out())
                .contains("\"run\" : \"b\"", "\"elpd_diff\" : {", "\"weight\" : ", "\"notes\" : [");
    }

    @Test
    void refusesModelsOfOtherObservations() {
        run("a", 3, 0.1);
        run("b", 2, 0.1);

        assertThat(shell.run("compare", "a", "b"))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: models can be compared on the same observations only, but a has 3 and b has 2\n"));
        assertThat(shell.run("compare", "a").exitCode()).isEqualTo(2);
    }

    @Test
    void warnsThatDataDiffer() throws IOException {
        run("a", 3, 0.1);
        run("b", 3, 0.2);
        for (String name : new String[] {"a", "b"}) {
            Files.writeString(
                    folder.resolve(name + "/run.json"), "{\"status\": \"complete\", \"dataHash\": \"" + name + "\"}");
        }

        assertThat(shell.run("compare", "a", "b").out()).contains("The runs read different data files: ");
    }
}
