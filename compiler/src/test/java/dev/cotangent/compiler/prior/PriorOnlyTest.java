package dev.cotangent.compiler.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.CompileOptions;
import dev.cotangent.Data;
import dev.cotangent.DensityTerms;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.compiler.CompilerProvider;
import dev.cotangent.runtime.model.BindOptions;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.spi.ModelFactory;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The prior of a program is the log density of the same program with the likelihood struck out by hand. */
@Tag("slow")
class PriorOnlyTest {

    private static final String HEAD = """
            functions {
              real own_lpdf(vector y, real mu) { return normal_lpdf(y | mu, 1); }
              real shrink_lpdf(vector b, array[] int pairs) { return -0.5 * dot_self(b[pairs]); }
              real fit(vector y, real mu) { return normal_lpdf(y | mu, 2); }
              real slice_lpdf(array[] real ys, int start, int end, real mu) { return normal_lpdf(ys | mu, 1); }
              void add_lp(real mu, real m0) { mu ~ normal(m0, 3); }
              void fit_lp(vector y, real mu) { y ~ normal(mu, 3); }
            }
            data {
              int N;
              int k;
              vector[N] y;
              array[N] int z;
              array[N] real w;
              real m0;
            }
            transformed data {
              vector[N] centred = y - mean(y);
              real fixed = 2.5;
            }
            parameters {
              real mu;
              real<lower=0> sigma;
              vector[N] b;
            }
            transformed parameters {
              vector[N] eta = mu + sigma * b;
            }
            model {
              mu ~ normal(m0, fixed);
              sigma ~ exponential(1);
              b ~ std_normal();
            """;

    private static final String DATA =
            "{\"N\": 3, \"k\": 2, \"y\": [1, 2, 4], \"z\": [1, 0, 1], \"w\": [0.1, 0.2, 0.3], \"m0\": 0.5}";

    private static ModelFactory compile(String text, DensityTerms terms) {
        return new CompilerProvider()
                .compile("m.model", text, CompileOptions.defaults().withTerms(terms));
    }

    private static DensityTerms prior(Integer... likelihood) {
        return DensityTerms.prior(Set.of(likelihood), Set.of());
    }

    private static double[] values(String statements, DensityTerms terms) {
        Model model = compile(HEAD + statements + "\n}\n", terms).bind(Data.json(DATA), BindOptions.defaults());
        LogDensity density = model.newLogDensity();
        double[] gradient = new double[5];
        double[] found = new double[6];
        found[5] = density.gradient(new double[] {0.3, -0.4, 0.7, -1.1, 0.2}, gradient);
        System.arraycopy(gradient, 0, found, 0, 5);
        return found;
    }

    private static void assertSame(double[] found, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y ~ normal(mu, sigma);",
                "y ~ normal(eta, sigma);",
                "for (n in 1:N) y[n] ~ normal(eta[n], sigma);",
                "for (n in 1:N) y[n] ~ normal(eta[n], sigma) T[0, ];",
                "k ~ poisson(sigma);",
                "z ~ bernoulli_logit(mu);",
                "centred - mu ~ normal(0, sigma);",
                "target += normal_lpdf(y | mu, sigma);",
                "target += normal_lupdf(y | mu, sigma);",
                "y ~ own(mu);",
                "target += fit(y, mu);",
                "fit_lp(y, mu);",
                "target += reduce_sum(slice_lpdf, w, 1, mu);",
                "target += log_mix(0.3, normal_lpdf(y[1] | mu, 1), normal_lpdf(y[1] | mu, sigma));",
                "real lp = 0; for (n in 1:N) lp += normal_lpdf(y[n] | mu, sigma); target += lp;",
                "vector[2] l; l[1] = -mu; l[2] = normal_lpdf(y | mu, 1); target += log_sum_exp(l);",
                "for (n in 1:N) if (z[n] == 0) target += log_sum_exp(bernoulli_lpmf(1 | inv_logit(mu)),"
                        + " bernoulli_lpmf(0 | inv_logit(mu)) + poisson_lpmf(z[n] | sigma));"
                        + " else target += bernoulli_lpmf(0 | inv_logit(mu)) + poisson_lpmf(z[n] | sigma);",
                "if (k > 1) y ~ normal(mu, sigma);",
            })
    void likelihoodIsLeftOut(String statement) {
        assertSame(values(statement, prior()), values("", DensityTerms.ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b ~ normal(y, sigma);",
                "b[z[1] + 1] ~ normal(0, 1);",
                "head(b, k) ~ normal(0, 0.5);",
                "for (n in 1:N) b[n] ~ normal(m0, sigma);",
                "eta ~ normal(0, 10);",
                "mu ~ normal(0, 1) T[-3, ];",
                "target += -log(sigma);",
                "target += normal_lpdf(b | 0, 2) - square(mu);",
                "target += log_mix(0.3, normal_lpdf(mu | m0, 1), normal_lpdf(mu | y[1], 3));",
                "b ~ shrink({1, 2});",
                "b ~ shrink(z[{1, 3}]);",
                "add_lp(mu, 2.0);",
                "for (n in 2:N) target += -0.5 * square(b[n] - b[n - 1]);",
                "if (k > 1) b ~ normal(0, 0.1);",
                "real lp = 0; for (n in 1:N) lp += normal_lpdf(b[n] | 0, 1); target += lp;",
                "sum(b) ~ normal(0, 0.01 * N);",
                "target += fixed * mu;",
            })
    void priorStays(String statement) {
        assertSame(values(statement, prior()), values(statement, DensityTerms.ALL));
        assertSame(values("y ~ normal(eta, sigma); " + statement, prior()), values(statement, DensityTerms.ALL));
    }

    @Test
    void sumsAreTakenApart() {
        assertSame(
                values("target += normal_lpdf(b | 0, 2) + normal_lpdf(y | mu, sigma);", prior()),
                values("target += normal_lpdf(b | 0, 2);", DensityTerms.ALL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "target += -0.5 * dot_self(y - mu);",
                "target += log_softmax(b)[z[1] + 1];",
                "target += k * log(sigma);",
                "for (i in 1:k) target += log(sigma);",
                "for (n in 1:N) for (i in 1:z[n]) target += log(sigma);",
                "if (z[1] == 1) target += log(sigma);",
                "1 ~ bernoulli_logit(mu * w[1]);",
                "if (k == 1) target += bernoulli_logit_lpmf(1 | mu);",
                "target += normal_lpdf(y | mu, sigma) - log(sigma) + square(mu);",
                "real lp = normal_lpdf(b | 0, 2); lp += normal_lpdf(y | mu, 1); target += lp;",
            })
    void whatIsNotClearIsRefused(String statement) {
        assertThatThrownBy(() -> values(statement, prior()))
                .isInstanceOf(ModelCompilationException.class)
                .hasMessageContaining("E401")
                .hasMessageContaining("--likelihood=");
    }

    @Test
    void linesSayWhatIsNotClear() {
        String statement = "target += -0.5 * dot_self(y - mu);";
        int line = (int) HEAD.lines().count() + 1;
        assertSame(values(statement, prior(line)), values("", DensityTerms.ALL));
        assertSame(values(statement, DensityTerms.prior(Set.of(), Set.of(line))), values(statement, DensityTerms.ALL));
    }

    @ParameterizedTest
    @CsvSource({
        "real a;, true",
        "real<lower=0> a;, true",
        "'ordered[2] a;', true",
        "'real<lower=0, upper=1> a;', false",
        "simplex[3] a;, false",
        "corr_matrix[2] a;, false"
    })
    void aParameterWithoutPriorNeedsBounds(String declaration, boolean refused) {
        String text =
                "data { real y; } parameters { real m; " + declaration + " } model { m ~ std_normal(); y ~ normal(m"
                        + (declaration.startsWith("real") ? " + a" : "") + ", 1); }";
        if (refused) {
            assertThatThrownBy(() -> compile(text, prior()))
                    .hasMessageContaining("E402 m.model:1:")
                    .hasMessageContaining("the parameter `a` has no prior");
        } else {
            assertThat(compile(text, prior()).name()).isEqualTo("m");
        }
    }

    /** The scale of another's prior is no outcome, so that nothing limits it. */
    @Test
    void anArgumentOfAPriorHasNone() {
        assertThatThrownBy(() ->
                        compile("parameters { real<lower=0> tau; real a; } model { a ~ normal(0, tau); }", prior()))
                .hasMessageContaining("the parameter `tau` has no prior");
    }

    @Test
    void hashesDiffer() {
        String text = "parameters { real m; } model { m ~ std_normal(); }";
        assertThat(compile(text, prior()).hash())
                .isNotEqualTo(compile(text, DensityTerms.ALL).hash());
        assertThat(compile(text, prior(1)).hash())
                .isNotEqualTo(compile(text, prior()).hash());
    }
}
