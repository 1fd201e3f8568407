package dev.cotangent.compiler.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embedded Laplace approximation where it is exact, and against an integral where it is not. */
class EmbeddedLaplaceTest {

    private static final String FUNCTIONS = """
            functions {
              real likelihood(vector theta, real sigma, vector y) { return normal_lpdf(y | theta, sigma); }
              real counts(vector theta, array[] int y) { return poisson_log_lpmf(y | theta); }
              matrix covariance(array[] real x, real a, real r) {
                return add_diag(gp_exp_quad_cov(x, a, r), 1e-3);
              }
              real shared(vector theta, array[] int y) { return poisson_log_lpmf(y | theta[1]); }
              matrix one(real a) { return [[square(a)]]; }
              real joint(real theta, real xc, array[] int y, real a) {
                return exp(poisson_log_lpmf(y | theta) + normal_lpdf(theta | 0, a));
              }
              vector decay(real t, vector y, real k) { return -k * y; }
              real solving(vector theta, real k) {
                return normal_lpdf(theta | ode_rk45(decay, theta, 0, {1}, k)[1], 1);
              }
              real mixed(vector theta, vector y) {
                real total = 0;
                for (i in 1:4) total += log_sum_exp([-0.5 * square(y[i] - theta[i]), theta[i] - 1]');
                return total - sum(log1p_exp(theta)) + log(softmax(theta)[1]);
              }
              real mixed_by_hand(vector theta, vector y) {
                real total = 0;
                for (i in 1:4) total += log(exp(-0.5 * square(y[i] - theta[i])) + exp(theta[i] - 1));
                return total - sum(log(1 + exp(theta))) + theta[1] - log(sum(exp(theta)));
              }
            }
            transformed data {
              vector[4] y = [0.5, -0.2, 1.1, 0.3]';
              array[4] real x = {0.1, 0.7, 1.5, 2.2};
              array[4] int k = {2, 0, 5, 1};
              array[4] int many = {102, 95, 110, 99};
            }
            """;

    /** Of a normal likelihood the approximation is exact: a normal density of the sum of the covariances. */
    @Test
    void exactForANormalLikelihood() {
        String text = FUNCTIONS + """
                parameters { real<lower=0> a; real<lower=0> r; real<lower=0> s; }
                transformed parameters {
                  real found = laplace_marginal(likelihood, (s, y), %d, covariance, (x, a, r));
                  real exact = multi_normal_lpdf(y | rep_vector(0, 4), add_diag(covariance(x, a, r), square(s)));
                }
                model { target += %s; }
                generated quantities {
                  tuple(vector[4], matrix[4, 4]) mode =
                    laplace_latent_solve(likelihood, (s, y), 2, covariance, (x, a, r));
                  matrix[4, 4] K = covariance(x, a, r);
                  vector[4] mean = K * (add_diag(K, square(s)) \\ y);
                  matrix[4, 4] scale = cholesky_decompose(K - K * (add_diag(K, square(s)) \\ K));
                }
                """;
        double[] q = {0.1, 0.2, -0.3};
        double[] exact = TestModel.of(text.formatted(1, "exact")).gradient(q);
        for (int block : new int[] {1, 2, 3, 4}) {
            TestModel model = TestModel.of(text.formatted(block, "found"));
            assertThat(model.drawn("found", q)[0]).isCloseTo(model.drawn("exact", q)[0], within(1e-12));
            assertThat(model.gradient(q)).containsExactly(exact, within(1e-10));
        }
        TestModel model = TestModel.of(text.formatted(1, "found"));
        double[] row = model.row(q);
        double[] mean = model.drawn("mean", q);
        double[] scale = model.drawn("scale", q);
        // outputs: 3 parameters, 2 transformed ones, then the mode and its scale
        for (int i = 0; i < 4; i++) {
            assertThat(row[5 + i]).isCloseTo(mean[i], within(1e-10));
        }
        for (int i = 0; i < 16; i++) {
            assertThat(row[9 + i]).isCloseTo(scale[i], within(1e-10));
        }
    }

    /** One latent number and many counts: the posterior is nearly normal, and the integral is known by quadrature. */
    @Test
    void closeToTheIntegralForCounts() {
        String text = FUNCTIONS + """
                parameters { real<lower=0> a; }
                transformed parameters {
                  real found = laplace_marginal(shared, (many,), 1, one, (a,));
                  real helper = laplace_marginal_poisson_log_lpmf(many | {1, 1, 1, 1}, [0]', 1, one, (a,));
                  real exact = log(integrate_1d_double_exponential(joint, 4, 5, many, a));
                }
                model { target += found; }
                """;
        TestModel model = TestModel.of(text);
        double[] q = {1.2};
        // the next term of the expansion is of the order of 1 / (12 * 406)
        assertThat(model.drawn("found", q)[0]).isCloseTo(model.drawn("exact", q)[0], within(1e-3));
        assertThat(model.drawn("helper", q)[0]).isCloseTo(model.drawn("found", q)[0], within(1e-12));
        double step = 1e-5;
        double difference = (model.value(q[0] + step) - model.value(q[0] - step)) / (2 * step);
        // rounding of the likelihood's 400 counts, 1e-13 at best, over the step, and the step's square
        assertThat(model.gradient(q)[0]).isCloseTo(difference, within(1e-7));
    }

    /** 2000 draws of a normal variable: their mean is within 4.5 standard errors but for one seed in 150,000. */
    @Test
    void drawsHaveTheMeanAndTheSpreadOfTheMode() {
        String text = FUNCTIONS + """
                generated quantities {
                  tuple(vector[4], matrix[4, 4]) mode =
                    laplace_latent_solve(counts, (k,), 1, covariance, (x, 1.0, 1.0));
                  vector[4] mean = rep_vector(0, 4);
                  for (i in 1:2000) {
                    mean += laplace_latent_tol_rng(
                      counts, (k,), 1, covariance, (x, 1.0, 1.0), generate_laplace_options(4)) / 2000;
                  }
                  vector[4] z = (mean - mode.1) * sqrt(2000) ./ sqrt(diagonal(tcrossprod(mode.2)));
                }
                """;
        assertThat(TestModel.of(text).drawn("z")).containsExactly(new double[4], within(4.5));
    }

    /** What is taken out of a sum of exponentials is detached, and has no part in derivatives of any order. */
    @Test
    void derivativesOfHigherOrderOfWhatIsTakenOut() {
        String text = FUNCTIONS + """
                parameters { real<lower=0> a; }
                transformed parameters { real found = laplace_marginal(%s, (y,), 4, covariance, (x, a, 1)); }
                model { target += found; }
                """;
        TestModel mixed = TestModel.of(text.formatted("mixed"));
        TestModel byHand = TestModel.of(text.formatted("mixed_by_hand"));
        double[] q = {-0.4};
        assertThat(mixed.drawn("found", q)[0]).isCloseTo(byHand.drawn("found", q)[0], within(1e-12));
        assertThat(mixed.gradient(q)).containsExactly(byHand.gradient(q), within(1e-11));
    }

    @Test
    void aLikelihoodThatSolvesEquationsIsRefused() {
        String text = FUNCTIONS + """
                parameters { real<lower=0> a; }
                model { target += laplace_marginal(solving, (a,), 1, covariance, (x, a, 1)); }
                """;
        assertThatThrownBy(() -> TestModel.of(text))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("`solving` can't be used in an embedded Laplace approximation")
                .hasMessageContaining("it calls `ode_rk45`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "laplace_marginal(counts) ; `laplace_marginal` needs a log likelihood, and a tuple of its further",
                "laplace_marginal(counts, k, 1, one, (a,)) ; the arguments for `counts` are a tuple, but this is an",
                "laplace_marginal(counts, (a,), 1, one, (a,)) ; the argument `y` of `counts` is an array[] int, but this",
                "laplace_marginal(counts, (k,), 1.5, one, (a,)) ; the size of the blocks of the Hessian is an int",
                "laplace_marginal(counts, (k,), one, (a,)) ; needs the size of the blocks of the Hessian, an int, here",
                "laplace_marginal(counts, (k,), 1) ; `laplace_marginal` needs a covariance function",
                "laplace_marginal(counts, (k,), 1, one, (k,)) ; the argument `a` of `one` is a real, but this is an",
                "laplace_marginal(counts, (k,), 1, counts, (k,)) ; it returns a real, not a matrix",
                "laplace_marginal(counts, (k,), 1, one, (a,), 1) ; `laplace_marginal` takes no more arguments",
                "laplace_marginal_tol(counts, (k,), 1, one, (a,)) ; needs a tuple of 6 that controls the solver",
                "laplace_marginal_tol(counts, (k,), 1, one, (a,), (1, 2)) ; is controlled by one tuple of 6",
                "laplace_marginal_tol(counts, (k,), 1, one, (a,), ([0]', a, 9, 1, 1, 1)) ; needs data, but this may",
                "laplace_marginal_tol(counts, (k,), 1, one, (a,), ([0]', 1, 9.5, 1, 1, 1)) ; this is a real, not an int",
                "laplace_latent_solve(counts, (k,), 1, one, (a,)).1[1] ; every argument of `laplace_latent_solve` needs data",
                "laplace_marginal_poisson_log_lpmf(k | k, a, 1, one, (a,)) ; the argument `mean` of",
            })
    void wrongArgumentsAreNamed(String call, String message) {
        String text = FUNCTIONS + "parameters { real<lower=0> a; } model { target += " + call + "; }";
        assertThatThrownBy(() -> TestModel.of(text))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining(message);
    }
}
