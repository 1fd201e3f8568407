package dev.cotangent.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.BoundModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.cli.fixture.Shell;
import dev.cotangent.cli.fixture.Shell.Outcome;
import dev.cotangent.compiler.CompilerProvider;
import dev.cotangent.runtime.run.SamplerOptions;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {

    private static final String MODEL = """
            // Counts & rates <of> things.
            data {
              int N; // rows
              array[N] int<lower=0> class; // counts
              matrix[N, 2] X;
            }
            parameters {
              /* coefficients */
              vector[2] beta;
              tuple(real, real) pair;
            }
            model {
              pair.1 ~ normal(0, 1);
              pair.2 ~ normal(0, 1);
              beta ~ normal(0, 1);
              class ~ poisson_log(X * beta);
            }
            generated quantities {
              array[2, N] int wait;
              for (i in 1:2) wait[i] = poisson_log_rng(X * beta);
            }
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void openShell() {
        shell = new Shell(folder, CompilerProvider::new).file("word_counts.model", MODEL);
    }

    @Test
    void writesAModelThatDrawsAsTheCompiledOneDoes() throws Exception {
        assertThat(shell.run("compile", "word_counts.model", "--package", "com.example", "-o", "m.jar"))
                .isEqualTo(new Outcome(0, "", "m.jar: class com.example.WordCounts\n"));

        int[] counts = {1, 0, 3};
        double[][] x = {{1, 0.5}, {1, -1}, {1, 2}};
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("m.jar").toUri().toURL()})) {
            Class<?> data = loader.loadClass("com.example.WordCounts$Data");
            Object values = data.getConstructors()[0].newInstance(3, counts, x);
            Class<?> companion = loader.loadClass("com.example.WordCounts");
            BoundModel found = (BoundModel) companion.getMethod("bind", data).invoke(null, values);
            BoundModel expected = Cotangent.compile("word_counts.model", MODEL)
                    .bind(Data.builder()
                            .put("N", 3)
                            .put("class", counts)
                            .put("X", x)
                            .build());
            SamplerOptions options = SamplerOptions.builder()
                    .seed(2)
                    .chains(2)
                    .warmup(50)
                    .draws(20)
                    .build();
            assertThat(found.hash()).isEqualTo(expected.hash());
            assertThat(found.names()).isEqualTo(expected.names());
            dev.cotangent.Draws draws = found.sample(options).draws();
            for (String column : draws.columns()) {
                assertThat(draws.scalar(column).toArray())
                        .isEqualTo(
                                expected.sample(options).draws().scalar(column).toArray());
            }
            Object view =
                    companion.getMethod("draws", dev.cotangent.Draws.class).invoke(null, draws);
            Class<?> type = view.getClass();
            assertThat(type.getMethod("beta", int.class, int.class).invoke(view, 7, 1))
                    .isEqualTo(draws.scalar("beta.2").get(7));
            assertThat(type.getMethod("wait_", int.class, int.class, int.class).invoke(view, 7, 1, 2))
                    .isEqualTo((int) draws.scalar("wait.2.3").get(7));
        }
    }

    @Test
    void checksSizesInTheRecord() throws Exception {
        shell.run("compile", "word_counts.model", "-o", "m.jar");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("m.jar").toUri().toURL()})) {
            Class<?> data = loader.loadClass("models.WordCounts$Data");
            assertThatThrownBy(() -> data.getConstructors()[0].newInstance(3, new int[2], new double[3][2]))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("class has 2 elements, but N is 3");
            Object builder = data.getMethod("builder").invoke(null);
            assertThatThrownBy(() -> builder.getClass().getMethod("build").invoke(builder))
                    .cause()
                    .hasMessage("N has no value");
        }
    }

    @Test
    void takesCommentsOver() throws Exception {
        String source = new CompilerProvider()
                .compileAhead("word_counts.model", MODEL, "m", dev.cotangent.CompileOptions.defaults())
                .source();
        assertThat(source)
                .contains("/** Counts &amp; rates &lt;of&gt; things. Generated from {@code word_counts.model}. */")
                .contains("@param N rows ({@code int})")
                .contains("/** Coefficients ({@code vector} of size {@code 2}). */")
                .doesNotContain("pair(");
    }

    @Test
    void givesTheSameBytesEveryTime() throws Exception {
        shell.run("compile", "word_counts.model", "-o", "a.jar");
        shell.run("compile", "word_counts.model", "-o", "b.jar");
        assertThat(Arrays.equals(
                        Files.readAllBytes(folder.resolve("a.jar")), Files.readAllBytes(folder.resolve("b.jar"))))
                .isTrue();
    }

    @Test
    void saysWhatIsWrongAndWritesNothing() {
        assertThat(shell.file("bad.model", "parameters { reel x; }").run("compile", "bad.model"))
                .satisfies(outcome -> assertThat(outcome.err()).contains("bad.model:1:19"))
                .satisfies(outcome -> assertThat(outcome.exitCode()).isEqualTo(1));
        assertThat(shell.run("compile", "word_counts.model", "--package", "1.2").err())
                .contains("`1.2` is no package of Java");
        assertThat(shell.run("compile", "word_counts.model", "-o", "none/m.jar").err())
                .contains("cannot write");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".jar"));
    }
}
