package dev.cotangent.compiler.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.CompileOptions;
import dev.cotangent.DensityTerms;
import dev.cotangent.Limits;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.codegen.ModelClass;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.Generative;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program over standard normals is the program as written after a change of variables: at every z its log density is that of
 * the program at the parameters of z, plus the log determinant of how positions move with z, but for one constant.
 */
class WhiteningTest {

    private static final int POINTS = 4;
    private static final double STEP = 3e-4;
    private static final double[] WEIGHTS = {45 / 60.0, -9 / 60.0, 1 / 60.0};

    private static final String DATA =
            "{\"N\": 3, \"K\": 2, \"y\": [1.5, -0.4, 0.7], \"x\": [[1, 0.5], [-1, 2], [0.3, 1]]}";

    private static Model model(String text, CompileOptions options) {
        Compiler compiler = new Compiler(new Source("test.model", text), options);
        Compiler.Differentiated model = compiler.differentiate();
        BoundModel bound = BoundModel.bind(
                "test",
                ModelClass.define(compiler.generate(model)).newInstance(),
                model.program().outputs().stream().map(Program.Output::declared).toList(),
                JsonData.parse(DATA, "test.json"),
                RandomSource.L64_X128_MIX.create(1),
                line -> {});
        return options.generative() ? bound.overStandardNormals() : bound;
    }

    private static String program(String parameters, String transformed, String model) {
        return "data { int N; int K; vector[N] y; matrix[N, K] x; } parameters {" + parameters
                + "} transformed parameters {" + transformed + "} model {" + model + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // statements in any order, bounds, vectors of arguments
                "real mu; real<lower=0> tau; vector[N] theta; | |"
                        + "theta ~ normal(mu, tau); y ~ normal(theta, 1); tau ~ cauchy(0, 5); mu ~ normal(0, 5);",
                "vector[N] m; vector<lower=0>[N] s; vector[N] theta; | |"
                        + "m ~ student_t(4, 1, 2); s ~ gamma(2, 3); theta ~ normal(m, s); y ~ normal(theta, s);",
                // bounds that parameters decide
                "real<lower=0, upper=1> a; real<lower=0, upper=1 - a> b; | | y ~ normal(a, 1 + b);",
                "real a; real<lower=a> b; real<upper=b> c; | |"
                        + "a ~ normal(0, 1); b ~ logistic(1, 2); c ~ normal(a, 2); y ~ normal(b, exp(c));",
                "real mu; real<lower=0> tau; vector<lower=0>[N] s; | |"
                        + "mu ~ normal(0, 1); tau ~ exponential(1); s ~ normal(mu, tau); y ~ normal(0, s);",
                "real mu; vector<lower=-1, upper=2>[N] s; array[K] real<upper=3> u; | |"
                        + "mu ~ normal(0, 1); s ~ normal(mu, 1.5); u ~ double_exponential(mu, 2); y ~ normal(s, exp(u[1]));",
                // truncation as declared
                "real<lower=0> tau; real mu; | |"
                        + "mu ~ lognormal(0, 1) T[1, ]; tau ~ normal(mu, 1) T[0, ]; y ~ normal(mu, tau);",
                // loops, elements, ranges
                "vector[N] theta; real<lower=0> s; | |"
                        + "s ~ weibull(2, 1.5); theta[1] ~ normal(0, 1); for (t in 2:N) theta[t] ~ normal(0.5 * theta[t - 1], s);"
                        + " y ~ normal(theta, 1);",
                "array[3] real theta; | |"
                        + "theta[1] ~ normal(0, 1); theta[2:3] ~ normal([1, -1], [2, 0.5]); y ~ normal(theta, 1);",
                "matrix[N, K] B; | | for (j in 1:K) B[:, j] ~ normal(y, j); to_vector(x) ~ normal(to_vector(B), 1);",
                "matrix[N, K] B; | | for (i in 1:N) B[i] ~ normal([1, 2], 1.5); to_vector(x) ~ normal(to_vector(B), 1);",
                "matrix[N, K] B; vector[N * K] m; | |"
                        + "m ~ gumbel(0, 1); to_vector(B) ~ normal(m, 0.7); to_vector(x) ~ normal(to_vector(B), 1);",
                "array[N, K] real b; | |"
                        + "for (i in 1:N) { for (j in 1:K) { b[i, j] ~ normal(i, j); x[i, j] ~ normal(b[i, j], 1); } }",
                // what is computed in between
                "real<lower=0> v; real mu; | real s = sqrt(v); vector[N] m = rep_vector(mu, N); |"
                        + "y ~ normal(m, s); real scale = 2 * s; mu ~ normal(0, scale); v ~ inv_gamma(3, 2);",
                "real mu; real v; | tuple(real, real) p = (v, 2 * v); real a; real b; (a, b) = p; real s = exp(a); |"
                        + "y ~ normal(mu, s); mu ~ normal(b, s); v ~ normal(0, 1);",
                // other densities of a parameter that has a distribution, and increments
                "real mu; | | mu ~ normal(0, 2); mu ~ normal(1, 3); target += -mu^2; y ~ normal(mu, 1);",
                "real mu; real<lower=0> s; | | target += normal_lpdf(mu | 0, 2) + normal_lpdf(y | mu, s);"
                        + "target += student_t_lpdf(s | 3, 0, 2) - student_t_lccdf(0 | 3, 0, 2);",
                // ordered vectors
                "real m; ordered[N] c; positive_ordered[K] d; | |"
                        + "m ~ normal(0, 1); c ~ normal(m, 2); d ~ normal(m, 1); y ~ normal(c, d[1]);",
                // vectors and matrices
                "array[N] vector[K] b; vector[K] m; cholesky_factor_corr[K] L; vector<lower=0>[K] s; | |"
                        + "L ~ lkj_corr_cholesky(2); s ~ exponential(1); m ~ normal(0, 1);"
                        + "b ~ multi_normal_cholesky(m, diag_pre_multiply(s, L)); for (i in 1:N) x[i] ~ normal(b[i], 1);",
                "corr_matrix[3] C; cov_matrix[2] S; vector[2] m; | |"
                        + "C ~ lkj_corr(1.5); S ~ wishart(4, [[2, 0.3], [0.3, 1]]); m ~ multi_normal([0, 1]', S);"
                        + "y ~ multi_normal(rep_vector(m[1], 3), C);",
                "cov_matrix[2] S; vector[2] m; | |"
                        + "S ~ inv_wishart(5, [[2, 0.3], [0.3, 1]]); m ~ multi_normal_prec([0, 1]', S);"
                        + "for (i in 1:N) x[i] ~ multi_normal(m, S);",
            })
    void densityIsThatOfTheProgramAfterAChangeOfVariables(String text) {
        String[] parts = text.split("\\|", 3);
        String program = program(parts[0], parts[1], parts[2]);
        Model written = model(program, CompileOptions.defaults());
        Model whitened = model(program, CompileOptions.defaults().withGenerative());
        assertThat(whitened.layout().columnNames()).isEqualTo(written.layout().columnNames());
        int n = whitened.layout().dimension();
        assertThat(n).isEqualTo(written.layout().dimension());
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(RandomSource.L64_X128_MIX.create(3));
        List<Double> constants = new ArrayList<>();
        for (int k = 0; k < POINTS; k++) {
            double[] z = normal.samples(n).toArray();
            double expected = written.newLogDensity().value(position(written, whitened, z))
                    + logDeterminant(slopes(written, whitened, z));
            constants.add(expected - whitened.newLogDensity().value(z));
        }
        assertThat(constants).allSatisfy(c -> assertThat(c).isCloseTo(constants.get(0), within(1e-7)));
    }

    @Test
    void likelihoodIsAProbabilityOfTheDataAndTheRestIsNormal() {
        String text = program("real mu;", "", "mu ~ normal(1, 2); y ~ normal(mu, 3);");
        Generative generative = model(text, CompileOptions.defaults().withGenerative())
                .newGenerative()
                .orElseThrow();
        double z = 0.4;
        double mu = 1 + 2 * z;
        double expected = 0;
        for (double y : new double[] {1.5, -0.4, 0.7}) {
            expected += -0.5 * Math.pow((y - mu) / 3, 2) - Math.log(3) - 0.5 * Math.log(2 * Math.PI);
        }
        assertThat(generative.logLikelihood(new double[] {z})).isCloseTo(expected, within(1e-13));
        assertThat(generative.value(new double[] {z}))
                .isCloseTo(expected - 0.5 * z * z - 0.5 * Math.log(2 * Math.PI), within(1e-13));
    }

    /** The likelihood stays in the program over normals: without this, its posterior would be drawn for the prior. */
    @Test
    void thePriorAloneIsRefused() {
        CompileOptions options = CompileOptions.defaults()
                .withTerms(DensityTerms.prior(Set.of(), Set.of()))
                .withGenerative();
        assertThatThrownBy(() -> model(program("real mu;", "", "mu ~ normal(0, 1); y ~ normal(mu, 1);"), options))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("E501 test.model:1:1")
                .hasMessageContaining("the prior alone");
    }

    @Test
    void includedTextsCountOnce() {
        String included = "real mu; //" + "x".repeat(1000);
        String text = program("\n#include \"parameters.model\"\n", "", "mu ~ normal(0, 1); y ~ normal(mu, 1);");
        CompileOptions options = CompileOptions.defaults()
                .withIncludes(name -> Optional.of(included))
                .withLimits(Limits.forStrangers().withSourceCharacters(text.length() + 1500))
                .withGenerative();
        assertThatCode(() -> new Compiler(new Source("test.model", text), options).lower())
                .doesNotThrowAnyException();
    }

    @Test
    void aModelAsWrittenHasNoPriorOfNormals() {
        assertThat(model(program("real mu;", "", "mu ~ normal(0, 1);"), CompileOptions.defaults())
                        .newGenerative())
                .isEmpty();
    }

    @Test
    void generatedQuantitiesAndTransformedParametersAreAsWritten() {
        String text = program("real mu;", "real twice = 2 * mu;", "mu ~ normal(1, 2);")
                + "generated quantities { real thrice = 3 * mu; }";
        Model whitened = model(text, CompileOptions.defaults().withGenerative());
        double[] row = new double[3];
        whitened.newDrawWriter().write(new double[] {0.5}, RandomSource.L64_X128_MIX.create(1), row);
        assertThat(whitened.layout().columnNames()).containsExactly("mu", "twice", "thrice");
        assertThat(whitened.layout().variables().get(0).block()).isEqualTo(Layout.Block.PARAMETERS);
        assertThat(row).containsExactly(2, 4, 6);
    }

    // --- positions of the program as written

    private static double[] position(Model written, Model whitened, double[] z) {
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(1);
        double[] row = new double[whitened.layout().columnCount()];
        whitened.newDrawWriter().write(z, random, row);
        double[] q = new double[written.layout().dimension()];
        written.unconstrain(JsonData.parse(json(whitened.layout(), row), "draw.json"), q);
        return q;
    }

    private static String json(Layout layout, double[] row) {
        List<String> members = new ArrayList<>();
        int start = 0;
        for (Layout.Variable variable : layout.variables()) {
            if (variable.block() == Layout.Block.PARAMETERS) {
                members.add("\"" + variable.name() + "\": " + nested(variable.dimensions(), row, start, 1));
            }
            start += variable.size();
        }
        return "{" + String.join(", ", members) + "}";
    }

    /** The first index is fastest. */
    private static String nested(List<Integer> dimensions, double[] row, int start, int stride) {
        if (dimensions.isEmpty()) {
            return Double.toString(row[start]);
        }
        int size = dimensions.get(0);
        return IntStream.range(0, size)
                .mapToObj(i -> nested(dimensions.subList(1, dimensions.size()), row, start + i * stride, stride * size))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    // --- the determinant, by sixth-order differences

    private static double[][] slopes(Model written, Model whitened, double[] z) {
        int n = z.length;
        double[][] slopes = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int k = 1; k <= WEIGHTS.length; k++) {
                double[] above = position(written, whitened, moved(z, j, k * STEP));
                double[] below = position(written, whitened, moved(z, j, -k * STEP));
                for (int i = 0; i < n; i++) {
                    slopes[i][j] += WEIGHTS[k - 1] * (above[i] - below[i]) / STEP;
                }
            }
        }
        return slopes;
    }

    private static double[] moved(double[] z, int j, double by) {
        double[] moved = z.clone();
        moved[j] += by;
        return moved;
    }

    private static double logDeterminant(double[][] a) {
        int n = a.length;
        double log = 0;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[k];
            a[k] = a[pivot];
            a[pivot] = row;
            log += Math.log(Math.abs(a[k][k]));
            for (int i = k + 1; i < n; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < n; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return log;
    }
}
