package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.api.Test;

/** What {@code ~} drops and {@code target +=} keeps, with values worked out by hand. */
class DroppedConstantsTest {

    private static final double LOG_2 = 0.6931471805599453;
    private static final double LOG_3 = 1.0986122886681098;
    private static final double HALF_LOG_2_PI = 0.9189385332046727;

    /** A few operations. */
    private static final double EXACT = 1e-14;

    private static void hasValue(double expected, String statements, double... q) {
        String model = "data { real y; int n; } transformed data { real twice = 2 * y; }"
                + " parameters { real a; real b; } transformed parameters { real fixed = 2; }"
                + " model { " + statements + " }";
        double value = TestModel.of(model, "{\"y\": 1, \"n\": 3}").value(q);
        assertThat(value).isCloseTo(expected, within(EXACT));
    }

    @Test
    void normalDropsItsConstantAndAScaleOfData() {
        hasValue(-0.03125, "y ~ normal(a, twice);", 0.5, 0);
        hasValue(-0.03125, "y ~ normal(a, 2);", 0.5, 0);
        hasValue(-0.03125, "target += normal_lupdf(y | a, 2);", 0.5, 0);
    }

    @Test
    void incrementKeepsEveryTerm() {
        hasValue(-0.03125 - LOG_2 - HALF_LOG_2_PI, "target += normal_lpdf(y | a, 2);", 0.5, 0);
    }

    @Test
    void scaleOfParametersIsKept() {
        hasValue(-0.125 + LOG_2, "y ~ normal(0.75, a);", 0.5, 0);
    }

    @Test
    void transformedParametersAndLocalsCountAsParametersWhateverTheirValue() {
        hasValue(-0.03125 - LOG_2, "y ~ normal(a, fixed);", 0.5, 0);
        hasValue(-0.03125 - LOG_2, "real local = 2; y ~ normal(a, local);", 0.5, 0);
        hasValue(-0.03125 - LOG_2, "for (i in 1:1) { real local = 2; y ~ normal(a, local); }", 0.5, 0);
    }

    @Test
    void densityOfDataAloneIsDropped() {
        hasValue(0, "y ~ normal(0, 2); n ~ poisson(2.5);", 0.5, 0);
        hasValue(0, "rep_vector(y, 3) ~ normal(0, 2);", 0.5, 0);
    }

    @Test
    void gammaDropsWhatDependsOnDataAlone() {
        hasValue(-3 * 0.5 - LOG_2, "a ~ gamma(2, 3);", 0.5, 0);
        // -lgamma(2.5) + 2.5 log 3 + 1.5 log y, with y = 1; the term -3 y is of data
        hasValue(-0.2846828704729192 + 2.5 * LOG_3, "y ~ gamma(a, 3);", 2.5, 0);
    }

    @Test
    void poissonAndBinomialDropTheirCoefficients() {
        hasValue(-3 * LOG_2 - 0.5, "n ~ poisson(a);", 0.5, 0);
        hasValue(3 * StrictMath.log(0.25) + 2 * StrictMath.log(0.75), "n ~ binomial(5, a);", 0.25, 0);
    }

    @Test
    void studentKeepsOnlyItsKernelAndScale() {
        // -(5 + 1) / 2 log(1 + 0.25 / 5) + log 2
        hasValue(-3 * StrictMath.log1p(0.05) + LOG_2, "y ~ student_t(5, 0.75, a);", 0.5, 0);
    }

    @Test
    void lognormalKeepsItsConstant() {
        hasValue(-0.125 - HALF_LOG_2_PI, "y ~ lognormal(a, 1);", 0.5, 0);
    }

    @Test
    void densityOfTheUserFollowsItsCallerWhereItSaysSo() {
        String functions = "functions { real f_lpdf(real y, real m) { return normal_lupdf(y | m, 2) + 10; } "
                + "real g_lpdf(real y, real m) { return normal_lpdf(y | m, 2) + 10; } }"
                + " parameters { real a; } model { ";
        assertThat(TestModel.of(functions + "1 ~ f(a); }").value(0.5)).isCloseTo(9.96875, within(EXACT));
        assertThat(TestModel.of(functions + "target += f_lpdf(1 | a); }").value(0.5))
                .isCloseTo(9.96875 - LOG_2 - HALF_LOG_2_PI, within(EXACT));
        assertThat(TestModel.of(functions + "1 ~ g(a); }").value(0.5))
                .isCloseTo(9.96875 - LOG_2 - HALF_LOG_2_PI, within(EXACT));
    }

    @Test
    void vectorisedDensityDropsOncePerElement() {
        hasValue(-2 * (0.125 + LOG_2), "{y, y} ~ normal(a, fixed);", 0, 0);
        hasValue(-0.5 * (1 + 4), "[a, b] ~ normal(0, 1);", 1, 2);
    }
}
