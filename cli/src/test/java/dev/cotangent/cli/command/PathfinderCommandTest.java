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

class PathfinderCommandTest {

    private static final String MODEL = """
            parameters {
              real<lower=0> sigma;
              vector[2] x;
            }
            model {
              sigma ~ gamma(3, 2);
              x ~ normal(1, 2);
            }
            generated quantities {
              real noise = normal_rng(0, sigma);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new).file("m.model", MODEL);
    }

    private Outcome pathfinder(String out, String... options) {
        List<String> arguments = new ArrayList<>(List.of("pathfinder", "m.model", "--seed=1", "--out=" + out));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private List<String> table(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("chain-1.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void writesDrawsByImportance() throws IOException {
        Outcome outcome = pathfinder("run");

        assertThat(outcome.exitCode()).isZero();
        assertThat(table("run")).hasSize(1001).first().isEqualTo("lp_approx__,lp__,path__,sigma,x.1,x.2,noise");
        assertThat(outcome.out())
                .startsWith("path ")
                .contains("importance weights: Pareto k ", " of 4000\n", "\nsigma ", "\nx.2 ");
        assertThat(outcome.err()).isEqualTo("m: 4 paths, seed 1\nwritten to run\n");
        assertThat(folder.resolve("run/run.json"))
                .content()
                .contains("\"method\" : \"pathfinder\"", "\"elbo\" : ", "\"paretoK\" : ");
    }

    @Test
    void threadsDoNotMatter() throws IOException {
        pathfinder("one", "--threads=1", "--paths=6");
        pathfinder("three", "--threads=3", "--paths=6");

        assertThat(table("three")).isEqualTo(table("one"));
    }

    @Test
    void onePathIsNotDrawnFromAgain() throws IOException {
        pathfinder("run", "--paths=1", "--path-draws=70");
        assertThat(table("run")).hasSize(71);
        pathfinder("again", "--paths=1", "--path-draws=70", "--draws=200");
        assertThat(table("again")).hasSize(201);
    }

    @Test
    void allDrawsOfAllPathsMayBeKept() throws IOException {
        pathfinder("run", "--paths=3", "--path-draws=50", "--no-psis");

        assertThat(table("run")).hasSize(151);
        assertThat(table("run").stream().skip(1).map(line -> line.split(",")[2]).distinct())
                .containsExactly("1", "2", "3");
    }

    @Test
    void summaryReadsTheDraws() {
        pathfinder("run");

        assertThat(shell.run("summary", "run").out()).contains("sigma", "x.1", "noise");
    }

    @Test
    void withoutAnyPathNothingIsWritten() {
        shell.file("m.model", "parameters { real x; } model { reject(\"no\"); }");
        Outcome outcome = pathfinder("run", "--paths=2");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("error: no path led to an approximation:\n  path 1: no possible start in 100 attempts")
                .contains("100 x m.model:1:32: no");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--paths=0; --paths must be at least 1, but is 0",
                "--path-draws=0; --path-draws must be at least 1, but is 0",
                "--draws=-5; --draws must be at least 1, but is -5",
                "--elbo-draws=0; --elbo-draws must be at least 1, but is 0",
                "--max-iterations=0; --max-iterations must be at least 1, but is 0"
            })
    void optionsOutsideTheirDomainAreWrongUsage(String option, String message) {
        Outcome outcome = pathfinder("run", option);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("error: " + message + "\nsee cotangent pathfinder --help\n");
    }

    @Test
    void drawsByImportanceAndNoneExcludeOneAnother() {
        assertThat(pathfinder("run", "--no-psis", "--draws=10").err())
                .startsWith("error: --draws is the number of draws by importance; with --no-psis use --path-draws\n");
    }
}
