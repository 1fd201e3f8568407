package dev.cotangent.compiler.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Cotangent;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.Phase;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.DataException;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.RowSource;
import dev.cotangent.runtime.model.RowVariable;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatesTest {

    /** Of the sum of the magnitudes of all terms. */
    private static final double TOLERANCE = 1e-12;

    private static final String HEAD =
            "data { int N; int J; vector[N] x; vector[N] y; array[N] int<lower=1, upper=J> g; array[N] vector[2] z; }\n"
                    + "parameters { real a; vector[J] b; real<lower=0> s; }\n";

    private static final String DATA = """
            {"N": 5, "J": 2, "x": [0.3, -1.2, 2.5, 0.7, 1.1], "y": [1.5, -0.4, 3.1, 0.2, 0.9], "g": [1, 2, 2, 1, 2],
             "z": [[1, 2], [0.5, 1.5], [2, -1], [0.1, 0.2], [-0.7, 0.4]]}
            """;

    private static final double[] POSITION = {0.3, -0.2, 0.4, 0.1};

    private static CompiledModel compile(String text) {
        return Cotangent.compile("test.model", text, CompileOptions.defaults().withPlates());
    }

    private static String report(String text) {
        return new Compiler(new Source("test.model", text), CompileOptions.defaults()).show(Phase.PLATES);
    }

    private static JsonData data() {
        return JsonData.parse(DATA, "test.json");
    }

    /** What every row and the rest add up to is the gradient; any list of rows is the sum of its rows. */
    private static void requireSum(Model model, Additive additive) {
        int n = POSITION.length;
        double[] expected = new double[n];
        double value = model.newLogDensity().gradient(POSITION, expected);
        double[] part = new double[n];
        double total = additive.rest(POSITION, part);
        double[] sum = part.clone();
        double[] scale = new double[n];
        double[][] terms = new double[additive.rows()][n];
        double[] values = new double[additive.rows()];
        for (int row = 0; row < additive.rows(); row++) {
            values[row] = additive.sum(POSITION, new int[] {row}, 1, terms[row]);
            total += values[row];
            for (int i = 0; i < n; i++) {
                sum[i] += terms[row][i];
                scale[i] += Math.abs(part[i]) + Math.abs(terms[row][i]);
            }
        }
        assertThat(Math.abs(total - value)).isLessThan(TOLERANCE * 100);
        for (int i = 0; i < n; i++) {
            assertThat(Math.abs(sum[i] - expected[i])).isLessThanOrEqualTo(TOLERANCE * scale[i]);
        }
        int[] chosen = {3, 0, 3, 1};
        double some = additive.sum(POSITION, chosen, chosen.length, part);
        assertThat(Math.abs(some - 2 * values[3] - values[0] - values[1])).isLessThan(TOLERANCE * 100);
        for (int i = 0; i < n; i++) {
            assertThat(Math.abs(part[i] - 2 * terms[3][i] - terms[0][i] - terms[1][i]))
                    .isLessThanOrEqualTo(TOLERANCE * scale[i]);
        }
        assertThat(additive.sum(POSITION, chosen, 0, part)).isZero();
        assertThat(part).containsOnly(0);
    }

    /** Loops, vectorised statements, gathers, several statements, sizes and numbers of rows as numbers, local buffers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model { y ~ normal(a + b[1] * x, s); }",
                "model { a ~ normal(0, 1); for (n in 1:N) y[n] ~ normal(a + b[g[n]] * x[n], s); }",
                "model { b ~ normal(a, s); y ~ normal(b[g], s); x ~ normal(y, s); }",
                "model { for (n in 1:N) { vector[2] m = z[n] * a; target += -0.5 * dot_self(m - b); } }",
                "model { target += -N * log(s); for (n in 1:N) target += -0.5 * square((y[n] - a) / s); }",
                "model { real total = 0; for (n in 1:N) total += square(y[n] - a); target += -0.5 * total / square(s); }",
                "model { for (n in 1:N) y[n] ~ normal(a + b[1] * n / N, s); }",
                "model { array[2] real p; for (n in 1:N) { for (k in 1:2) p[k] = normal_lpdf(y[n] | b[k], s);"
                        + " target += log_sum_exp(p); } }",
                "model { for (k in 1:2) z[, k] ~ normal(b[k], s); }",
                "transformed parameters { vector[N] mu = a + x * b[2]; } model { y ~ student_t(4, mu, s); }",
                "model { vector[N] mu; for (n in 1:N) { mu[n] = a * x[n]; if (g[n] == 1) mu[n] += b[1]; }"
                        + " y ~ normal(mu, s); }",
                "model { if (J > 1) y ~ normal(a, s); else y ~ normal(b[1], s); }",
            })
    void rowsAndTheRestAddUp(String blocks) {
        CompiledModel compiled = compile(HEAD + blocks);
        Model model = compiled.bind(data()).model();
        requireSum(model, model.newAdditiveDensity().orElseThrow());
        Model sourced = compiled.bind(data(), new FiveRows(), 0).model();
        requireSum(model, sourced.newAdditiveDensity().orElseThrow());
        requireSum(sourced, sourced.newAdditiveDensity().orElseThrow());
    }

    /** The rows of {@link #DATA}. */
    private record FiveRows() implements RowSource {
        @Override
        public int rows() {
            return 5;
        }

        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public Reader open(List<RowVariable> variables) {
            double[][] all = variables.stream().map(FiveRows::values).toArray(double[][]::new);
            return new Reader() {
                @Override
                public void read(int[] rows, int count, double[][] windows) {
                    for (int v = 0; v < all.length; v++) {
                        int width = all[v].length / 5;
                        for (int k = 0; k < count; k++) {
                            System.arraycopy(all[v], rows[k] * width, windows[v], k * width, width);
                        }
                    }
                }

                @Override
                public void read(int from, int to, double[][] windows) {
                    read(IntStream.range(from, to).toArray(), to - from, windows);
                }
            };
        }

        private static double[] values(RowVariable variable) {
            return variable.integer()
                    ? IntStream.of(data().integers(variable.name(), new int[] {5}))
                            .asDoubleStream()
                            .toArray()
                    : data().reals(
                                    variable.name(),
                                    variable.width() == 1 ? new int[] {5} : new int[] {5, variable.width()},
                                    false);
        }
    }

    @Test
    void transformedDataOfRowsAreMadeAnewForRowsFromASource() {
        String text = HEAD.replace(
                        "parameters",
                        "transformed data { vector[N] u = log1p(square(x)); vector[N] w = u .* y; }\n" + "parameters")
                + "model { w ~ normal(a + b[1] * u, s); }";
        CompiledModel compiled = compile(text);
        Model model = compiled.bind(data()).model();
        Model sourced = compiled.bind(data(), new FiveRows(), 0).model();
        requireSum(model, sourced.newAdditiveDensity().orElseThrow());
        assertThat(model.plate().orElseThrow().wholes()).isEmpty();
    }

    @Test
    void whatIsComputedFromAllRowsIsRefusedWithItsPlace() {
        String text = HEAD.replace("parameters", "transformed data { real m = mean(x); }\nparameters")
                + "model { y ~ normal(a + b[1] * (x - m), s); }";
        CompiledModel compiled = compile(text);
        Model model = compiled.bind(data()).model();
        requireSum(model, model.newAdditiveDensity().orElseThrow());
        assertThat(model.plate().orElseThrow().wholes())
                .anySatisfy(whole -> assertThat(whole.location()).startsWith("test.model:2:"));
        assertThatThrownBy(() -> compiled.bind(data(), new FiveRows(), 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test.model:2:")
                .hasMessageContaining("computed from all rows");
    }

    /** Seeds of wrong posteriors: each couples rows in its own way. */
    @Test
    void coupledRowsAreNamedWithTheirReason() {
        assertThat(report(HEAD + "model { for (n in 2:N) y[n] ~ normal(a * y[n - 1], s); }"))
                .contains("no plate N\n  test.model:3:24: `y` is used outside of a loop over all its rows");
        assertThat(report(HEAD + "model { vector[N] m; for (n in 1:N) m[n] = a * x[n]; y[1] ~ normal(m[2], s); }"))
                .contains("no plate N\n  test.model:3:54: ");
        assertThat(report(HEAD + "model { for (n in 1:N) y[n] ~ normal(a * y[N - n + 1], s); }"))
                .contains("no plate N\n  test.model:3:24: a row uses `y` of other rows");
        assertThat(
                        report(
                                HEAD
                                        + "model { real c = 0; for (n in 1:N) { c = 0.5 * c + y[n]; target += normal_lpdf(c | a, s); } }"))
                .contains("a value is carried from row to row");
        assertThat(report(HEAD + "model { real t = 0; for (n in 1:N) t += y[n] * a; target += exp(t); }"))
                .contains("this uses a sum over rows for more than to add or scale it");
        assertThat(report(HEAD
                        + "model { array[2] real p = {0, 0}; for (n in 1:N) { p[1] += y[n]; target += a * p[1]; } }"))
                .contains("`p` carries values from row to row");
        assertThat(report("data { int N; vector[N] y; } parameters { vector[N] f; } model { y ~ normal(f, 1); }"))
                .contains("no plate N\n  test.model:1:")
                .contains("parameter `f` has a size that depends on N");
        assertThat(report(HEAD + "model { y ~ multi_normal(rep_vector(a, N), identity_matrix(N)); }"))
                .contains("no plate N");
        assertThat(report("parameters { real a; } model { a ~ normal(0, 1); }")).contains("there are no rows");
    }

    @Test
    void theReportHasStatementsRowsAndWholes() {
        assertThat(report(HEAD + "model { target += -N * log(s);\n y ~ normal(a + b[g], s); }"))
                .isEqualTo("""
                plate N
                  test.model:4:2: y ~ normal(a + b[g], s);
                  rows of g, y
                  test.model:3:9: whole: the number of rows is used as a number
                """);
    }

    @Test
    void sumsAllocateNothingOnceWarm() {
        Model model = compile(HEAD + "model { b ~ normal(a, 1); y ~ normal(a + b[g] .* x, s); }")
                .bind(data())
                .model();
        Additive additive = model.newAdditiveDensity().orElseThrow();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] rows = {4, 1, 1};
        double[] gradient = new double[POSITION.length];
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 6; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int k = 0; k < 300; k++) {
                additive.rest(POSITION, gradient);
                additive.sum(POSITION, rows, rows.length, gradient);
                additive.sum(POSITION, 1, 4, gradient);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    /** Who does not ask for it gets the same class as ever. */
    @Test
    void nothingOfItIsInTheClassOfOthers() {
        String text = HEAD + "model { y ~ normal(a, s); }";
        byte[] plain = new Compiler(new Source("test.model", text), CompileOptions.defaults()).generate();
        assertThat(new String(plain, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("sumGradient")
                .doesNotContain("rowData");
        assertThat(Cotangent.compile("test.model", text).bind(data()).model().newAdditiveDensity())
                .isEmpty();
    }
}
