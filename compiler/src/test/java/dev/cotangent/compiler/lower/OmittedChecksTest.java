package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Densities that don't check parameters for NaN and infinity, because their value shows it. */
class OmittedChecksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normal(x | 0, 1)",
                "normal(1 | x, 1)",
                "std_normal(x |)",
                "cauchy(x | 0, 1)",
                "cauchy(1 | x, 1)",
                "student_t(x | 3, 0, 1)",
                "student_t(1 | 3, x, 1)",
                "double_exponential(x | 0, 1)",
                "double_exponential(1 | x, 1)",
                "logistic(x | 0, 1)",
                "logistic(1 | x, 1)",
                "gumbel(1 | x, 1)",
                "lognormal(1 | x, 1)",
                "uniform(1 | x, 2)",
                "uniform(1 | 0, x)",
                "skew_normal(1 | x, 1, 2)",
                "skew_normal(x | 0, 1, 2)",
                "exp_mod_normal(1 | x, 1, 2)",
                "von_mises(1 | x, 2)"
            })
    void withoutAFiniteParameterThereIsNoMass(String call) {
        TestModel model =
                TestModel.of("parameters { real x; } model { target += " + call.replace("(", "_lpdf(") + "; }");
        for (double x : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(model.value(x))
                    .as("at %s", x)
                    .isNotEqualTo(Double.POSITIVE_INFINITY)
                    .satisfies(v -> assertThat(Double.isFinite(v)).isFalse());
        }
    }

    @ParameterizedTest
    @CsvSource({"bernoulli_logit, 1 | x", "bernoulli_logit, 0 | x", "poisson_log, 2 | x"})
    void withoutANumberThereIsNoMass(String name, String arguments) {
        TestModel model =
                TestModel.of("parameters { real x; } model { target += " + name + "_lpmf(" + arguments + "); }");
        assertThat(Double.isFinite(model.value(Double.NaN))).isFalse();
    }
}
