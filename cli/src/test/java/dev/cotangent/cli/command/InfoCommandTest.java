package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {

    private static final String MODEL = """
            functions { #include square_of.stanfunctions
              real twice(real x) { return square_of(x) * exp(0) / x + x; }
            }
            data { int<lower=0> N; array[N] vector<lower=0, upper=1>[3] y; }
            parameters { real<lower=0> s; simplex[4] p; vector<offset=1>[2] v; cov_matrix[2] S; }
            transformed parameters { vector[2] w = twice(s) * v; { real inner = log(s); } }
            model {
              s ~ normal(0, 1);
              target += normal_lpdf(v | 0, s) + sum(w * 2) + beta_lcdf(p[1] | 1, 2);
              print("s");
            }
            generated quantities { array[N] int z = poisson_rng(rep_array(s, N)); }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new)
                .file("m.model", MODEL)
                .file("square_of.stanfunctions", "real square_of(real x) { return x ^ 2; }");
    }

    private String line(String member) {
        Outcome outcome = shell.run("info", "m.model");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return outcome.out()
                .replaceAll("\\s+", " ")
                .replaceAll(".*(\"" + member + "\" : ([\\[{].*?[\\]}]|\\w+)).*", "$1");
    }

    @Test
    void variablesHaveTypesSizesAndConstraints() {
        assertThat(line("y"))
                .isEqualTo("\"y\" : { \"type\" : \"real\", \"dimensions\" : 2, \"sizes\" : [ \"N\", \"3\" ]");
        assertThat(shell.run("info", "m.model").out().replaceAll("\\s+", " "))
                .contains("\"constraint\" : { \"lower\" : \"0\", \"upper\" : \"1\" }")
                .contains("\"constraint\" : { \"offset\" : \"1\" }")
                .contains("\"constraint\" : { \"name\" : \"simplex\" }");
    }

    @Test
    void resultsAreWhatBlocksDeclareAtTheirTop() {
        assertThat(shell.run("info", "m.model").out())
                .contains("\"w\"")
                .contains("\"z\"")
                .doesNotContain("\"inner\"");
    }

    @Test
    void functionsAreThoseThatTheProgramCallsByName() {
        assertThat(line("functions"))
                .isEqualTo("\"functions\" : [ \"exp\", \"log\", \"poisson_rng\", \"print\", \"rep_array\", \"sum\" ]");
        assertThat(line("distributions"))
                .isEqualTo("\"distributions\" : [ \"beta_lcdf\", \"normal_lpdf\", \"normal_lupdf\" ]");
        assertThat(line("defined_functions"))
                .isEqualTo("\"defined_functions\" : [ \"real square_of(real x)\", \"real twice(real x)\" ]");
    }

    @Test
    void includedFilesAreNamed() {
        assertThat(line("included_files")).isEqualTo("\"included_files\" : [ \"square_of.stanfunctions\" ]");
    }

    /** One scale, three free shares, two locations, three entries of a Cholesky factor. */
    @Test
    void dimensionIsKnownIfTheTextSaysIt() {
        assertThat(line("unconstrained_dimension")).isEqualTo("\"unconstrained_dimension\" : 9");
        shell.file("m.model", "data { int N; } parameters { vector[N] x; } model { x ~ normal(0, 1); }");
        assertThat(line("unconstrained_dimension")).isEqualTo("\"unconstrained_dimension\" : null");
    }

    @Test
    void aWrongModelHasNoDescription() {
        assertThat(shell.file("m.model", "data { real x; real x; }").run("info", "m.model"))
                .matches(outcome -> outcome.exitCode() == 1
                        && outcome.out().isEmpty()
                        && outcome.err().startsWith("error: E203"));
    }
}
