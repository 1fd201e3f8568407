package dev.cotangent.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.Autodiff;
import dev.cotangent.CompileOptions;
import dev.cotangent.CompiledModel;
import dev.cotangent.Cotangent;
import dev.cotangent.Data;
import dev.cotangent.DensityScale;
import dev.cotangent.runtime.model.LogDensity;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DensityScaleTest {

    private static CompiledModel compile(String program, Autodiff autodiff, DensityScale scale) {
        CompileOptions options =
                CompileOptions.defaults().withAutodiff(autodiff).withScale(scale);
        return Cotangent.compile("m.model", program, options);
    }

    private static LogDensity density(String program, DensityScale scale) {
        return compile(program, Autodiff.AUTOMATIC, scale).bind(Data.none()).newLogDensity();
    }

    private static double[] position(int dimension) {
        double[] q = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            q[i] = 0.3 + 0.1 * (i % 7) - 0.25 * (i % 3);
        }
        return q;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "real<lower=1> y",
                "vector<upper=2>[3] y",
                "array[2] real<lower=-1, upper=3> y",
                "real<offset=1, multiplier=3> y",
                "simplex[4] y",
                "array[2] ordered[3] y",
                "positive_ordered[3] y",
                "unit_vector[3] y",
                "cholesky_factor_corr[3] y",
                "corr_matrix[3] y",
                "cov_matrix[2] y",
                "cholesky_factor_cov[3, 2] y",
                "column_stochastic_matrix[3, 2] y",
                "tuple(real<lower=0>, simplex[3]) y"
            })
    void aModelWithoutTermsHasNoDensityOnTheConstrainedScale(String declaration) {
        String program = "parameters { " + declaration + "; }";
        LogDensity constrained = density(program, DensityScale.CONSTRAINED);
        double[] q = position(constrained.dimension());
        double[] gradient = new double[q.length];
        assertThat(constrained.gradient(q, gradient)).isZero();
        assertThat(gradient).containsOnly(0);
        assertThat(constrained.value(q)).isZero();
        assertThat(density(program, DensityScale.UNCONSTRAINED).value(q)).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Autodiff.class)
    void theGradientIsThatOfTheTermsAlone(Autodiff autodiff) {
        // The density of exp(q) at s is exponential: -2 exp(q), without the q of the Jacobian.
        LogDensity density = compile(
                        "parameters { real<lower=0> s; real x; } model { s ~ exponential(2); x ~ normal(0, s); }",
                        autodiff,
                        DensityScale.CONSTRAINED)
                .bind(Data.none())
                .newLogDensity();
        double[] gradient = new double[2];
        double s = StrictMath.exp(0.5);
        double value = density.gradient(new double[] {0.5, 1.5}, gradient);
        assertThat(value).isCloseTo(-2 * s - 0.5 - 0.5 * 2.25 / (s * s), within(1e-14));
        assertThat(gradient[0]).isCloseTo(-2 * s - 1 + 2.25 / (s * s), within(1e-14));
        assertThat(gradient[1]).isCloseTo(-1.5 / (s * s), within(1e-14));
    }

    private static final String OWN_JACOBIANS = """
            functions {
              real exp_jacobian(real x) {
                jacobian += x;
                return exp(x);
              }
              real power_jacobian(real x, int n) {
                if (n == 0) {
                  return 1;
                }
                jacobian += 1;
                return x * power_jacobian(x, n - 1);
              }
            }
            parameters {
              real x;
              vector[2] z;
            }
            transformed parameters {
              real a = exp_jacobian(x);
              real b = power_jacobian(x, 3);
              simplex[3] p = simplex_jacobian(z);
              jacobian += 100;
            }
            model {
              target += 7 * a + 11 * b;
            }
            """;

    @Test
    void whatTheModelAddsToTheJacobianDoesNotCount() {
        double[] q = {0.25, 0.5, -0.5};
        double terms = 7 * StrictMath.exp(0.25) + 11 * 0.25 * 0.25 * 0.25;
        assertThat(density(OWN_JACOBIANS, DensityScale.CONSTRAINED).value(q)).isCloseTo(terms, within(1e-13));
        double simplex = density("parameters { simplex[3] p; }", DensityScale.UNCONSTRAINED)
                .value(new double[] {0.5, -0.5});
        assertThat(density(OWN_JACOBIANS, DensityScale.UNCONSTRAINED).value(q))
                .isCloseTo(terms + 0.25 + 3 + simplex + 100, within(1e-12));
    }

    @Test
    void drawsAreThoseOfTheModel() {
        double[][] rows = new double[2][];
        for (DensityScale scale : DensityScale.values()) {
            var model = compile(OWN_JACOBIANS, Autodiff.AUTOMATIC, scale)
                    .bind(Data.none())
                    .model();
            double[] row = new double[model.layout().columnCount()];
            model.newDrawWriter().write(new double[] {0.25, 0.5, -0.5}, RandomSource.L64_X128_MIX.create(1), row);
            rows[scale.ordinal()] = row;
        }
        assertThat(rows[0]).containsExactly(rows[1]);
    }

    @Test
    void theHashTellsTheScalesApart() {
        assertThat(compile("parameters { real<lower=0> s; }", Autodiff.MIXED, DensityScale.CONSTRAINED)
                        .hash())
                .isNotEqualTo(compile("parameters { real<lower=0> s; }", Autodiff.MIXED, DensityScale.UNCONSTRAINED)
                        .hash());
    }
}
