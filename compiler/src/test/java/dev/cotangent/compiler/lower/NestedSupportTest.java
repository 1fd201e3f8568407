package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A density that is defined by another has no mass outside that other's support, whichever constants are dropped. */
class NestedSupportTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "target += bernoulli_logit_glm_lpmf({0, 2} | [[1], [2]], x, [1]')",
                "target += bernoulli_logit_glm_lupmf({0, 2} | [[1], [2]], x, [1]')",
                "{0, 2} ~ bernoulli_logit_glm([[1], [2]], x, [1]')",
                "{0, -1} ~ poisson_log_glm([[1], [2]], x, [1]')",
                "target += log_sum_exp(bernoulli_logit_glm_lupmf({2} | [[1]], x, [1]'), negative_infinity())"
            })
    void isKept(String statement) {
        TestModel model = TestModel.of("parameters { real x; } model { " + statement + "; }");
        assertThat(model.value(0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
