package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder).file("m.model", "normal").file("data.json", "{\"mu\": 3}");
    }

    @Test
    void repeatsTheSummaryOfTheRun() {
        Outcome run = shell.run("sample", "m.model", "--data=data.json", "--seed=1", "--out=run");

        assertThat(shell.run("summary", "run")).isEqualTo(new Outcome(0, run.out(), ""));
    }

    @Test
    void printsJson() {
        shell.run("sample", "m.model", "--data=data.json", "--seed=1", "--out=run");

        assertThat(shell.run("summary", "run", "--json").out())
                .startsWith("{\n  \"chains\" : 4,\n  \"draws\" : 1000,\n")
                .contains("\"name\" : \"theta.2\"", "\"r_hat\" : ", "\"advice\" : [ ]");
    }

    private void sample() {
        assertThat(shell.run("sample", "m.model", "--data=data.json", "--seed=1", "--out=run", "--quiet")
                        .exitCode())
                .isZero();
    }

    @Test
    void printsChosenVariablesAndQuantiles() {
        sample();

        Outcome outcome = shell.run("summary", "run", "--variables=theta[2],lp__", "--quantiles=2.5,97.5");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .containsSubsequence("mean", "mcse", "sd", " 2.5%", " 97.5%", "ess_bulk", "ess_tail", "r_hat");
        assertThat(outcome.out().lines().map(line -> line.split(" ")[0])).containsExactly("", "lp__", "theta.2");
    }

    @Test
    void printsCommaSeparatedValues() {
        sample();

        List<String> lines = shell.run("summary", "run", "--csv", "--variables=theta", "--quantiles=50")
                .out()
                .lines()
                .toList();

        assertThat(lines)
                .hasSize(3)
                .first()
                .isEqualTo("name,mean,mcse_mean,sd,mcse_sd,mad,q50,mcse_q50,ess_mean,ess_bulk,ess_tail,r_hat");
        assertThat(lines.get(1).split(",")).hasSize(12).startsWith("theta.1");
    }

    @Test
    void readsFilesOfCmdStan() {
        shell.file("output_1.csv", cmdStan(1)).file("output_2.csv", cmdStan(2));

        Outcome outcome = shell.run("summary", "output_1.csv", "output_2.csv", "--csv");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("\nmu,5.5,");
    }

    /** The layout of CmdStan's files; with warmup, which is no part of the summary. */
    private static String cmdStan(int chain) {
        StringBuilder text = new StringBuilder("""
                # stan_version_major = 2
                # model = m_model
                # method = sample (Default)
                #   sample (Default)
                #     save_warmup = 1
                # id = %d
                lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,mu
                -900,0.9,0.8,2,3,0,901,1e9
                # Adaptation terminated
                # Step size = 0.813694
                # Diagonal elements of inverse mass matrix:
                # 0.5
                """.formatted(chain));
        for (int draw = 1; draw <= 10; draw++) {
            text.append("-1,0.9,0.8,2,3,0,2,").append(draw).append('\n');
        }
        return text + "# \n#  Elapsed Time: 0.005 seconds (Warm-up)\n";
    }

    @Test
    void namesWhatItCannotFind() {
        sample();

        assertThat(shell.run("summary", "run", "--variables=thetta").err())
                .isEqualTo("error: no variable `thetta` among the draws; did you mean `theta`?\n");
        assertThat(shell.run("summary", "run", "--variables=theta[3]").err())
                .isEqualTo("error: no variable `theta[3]` among the draws; its elements are `theta.1` to `theta.2`\n");
        assertThat(shell.run("summary", "missing"))
                .isEqualTo(new Outcome(1, "", "error: cannot read missing: no such file or folder\n"));
        assertThat(shell.run("summary", "."))
                .isEqualTo(new Outcome(
                        1,
                        "",
                        "error: no chain-1.csv in .; name the CSV files themselves if they are called otherwise\n"));
    }

    @Test
    void refusesQuantilesThatAreNone() {
        assertThat(shell.run("summary", "run", "--quantiles=0.5,150"))
                .extracting(
                        Outcome::exitCode,
                        outcome -> outcome.err().lines().findFirst().orElse(""))
                .containsExactly(2, "error: --quantiles takes percents from 0 to 100, as 2.5,50,97.5, but found 150.0");
    }
}
