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
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of data in files of their own, in one place and in several, from the command line. */
class RowsSampleTest {

    private static final String MODEL = """
            data {
              int<lower=0> N;
              int<lower=1> K;
              vector[N] y;
              matrix[N, K] x;
            }
            parameters {
              vector[K] beta;
            }
            model {
              beta ~ normal(0, 2);
              y ~ normal(x * beta, 1);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void writeModelAndRows() {
        Random random = new Random(5);
        List<double[]> rows = new ArrayList<>();
        for (int r = 0; r < 60; r++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            rows.add(new double[] {a - 0.5 * b + random.nextGaussian(), a, b});
        }
        String json = "{\"N\": 60, \"K\": 2, \"y\": [" + column(rows, 0) + "], \"x\": ["
                + rows.stream().map(r -> "[" + r[1] + ", " + r[2] + "]").collect(Collectors.joining(", ")) + "]}";
        shell = new Shell(folder, CompilerProvider::new)
                .file("m.model", MODEL)
                .file("all.json", json)
                .file("rest.json", "{\"K\": 2}")
                .file("all.csv", csv(rows))
                .file("a.csv", csv(rows.subList(0, 30)))
                .file("b.csv", csv(rows.subList(30, 60)));
    }

    private static String column(List<double[]> rows, int k) {
        return rows.stream().map(r -> Double.toString(r[k])).collect(Collectors.joining(", "));
    }

    private static String csv(List<double[]> rows) {
        return rows.stream()
                .map(r -> r[0] + "," + r[1] + "," + r[2])
                .collect(Collectors.joining("\n", "y,x.1,x.2\n", "\n"));
    }

    private Outcome sample(String out, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "sample", "m.model", "--seed=3", "--chains=2", "--draws=40", "--batch=10", "--quiet", "--out=" + out));
        arguments.addAll(List.of(options));
        return shell.run(arguments.toArray(String[]::new));
    }

    private List<String> draws(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out + "/chain-2.csv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @Test
    void drawsAreTheSameWhereverTheRowsAre() throws IOException {
        assertThat(shell.run("data", "pack", "all.csv").exitCode()).isZero();
        assertThat(sample("heap", "--method=sgld-cv", "--data=all.json").err()).isEmpty();
        assertThat(sample("text", "--method=sgld-cv", "--data=rest.json", "--rows=all.csv")
                        .err())
                .isEmpty();
        assertThat(sample("packed", "--method=sgld-cv", "--data=rest.json", "--rows=all.rows")
                        .err())
                .isEmpty();
        assertThat(draws("text")).hasSize(41).isEqualTo(draws("heap")).isEqualTo(draws("packed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsgld", "dsgld", "fald"})
    void shardsAreNamedWithTheirRowsAndTheResultIsCalledApproximate(String method) throws IOException {
        Outcome outcome =
                sample("run", "--method=" + method, "--data=rest.json", "--shards=a.csv,b.csv", "--local-steps=5");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("approximate: " + method, "a.csv (30), b.csv (30)");
        assertThat(draws("run")).hasSize(41);
    }

    @Test
    void aMissingColumnIsNamed() {
        shell.file("bad.csv", "y,x.1\n1,2\n");
        Outcome outcome = sample("run", "--method=sgld", "--data=rest.json", "--rows=bad.csv");
        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains("bad.csv", "x.2");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
