package dev.cotangent.compiler.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.compiler.fixture.TestModel;
import org.junit.jupiter.api.Test;

/**
 * What a truncation adds to the log density of the same program without it. Expected values: scipy 1.17 {@code
 * stats.norm(mu, 1.7)} and {@code stats.poisson(3.5)}, their {@code logcdf}, {@code logsf} and {@code cdf}.
 */
class TruncationTest {

    /** The sums of a few terms of size one. */
    private static final double ROUNDING = 1e-12;

    private static final String DATA = """
            transformed data {
              array[3] real y = {0.5, 1.2, -0.4};
              array[3] int n = {2, 6, 3};
              vector[3] mus = [0.1, 0.7, -1.2]';
              real sigma = 1.7;
            }
            """;

    private static double added(String distribution, String truncation) {
        double with = value(distribution + " " + truncation);
        return with - value(distribution);
    }

    private static double value(String statement) {
        return TestModel.of(DATA + "model { " + statement + "; }").value();
    }

    private static void adds(String distribution, String truncation, double expected) {
        assertThat(added(distribution, truncation)).isCloseTo(expected, within(ROUNDING));
    }

    @Test
    void realOutcomeIsNormalisedByTheProbabilityOfTheRange() {
        adds("y[1] ~ normal(0.3, sigma)", "T[-1, ]", 0.25131587997583965);
        adds("y[1] ~ normal(0.3, sigma)", "T[, 2]", 0.1727537790234499);
        adds("y[1] ~ normal(0.3, sigma)", "T[-1, 2]", 0.4794539112264366);
    }

    @Test
    void boundsOfIntegersBelongToTheRange() {
        adds("n[1] ~ poisson(3.5)", "T[2, ]", 0.14605314979599787);
        adds("n[2] ~ poisson(3.5)", "T[, 6]", 0.06751692233841843);
        adds("n[1] ~ poisson(3.5)", "T[2, 6]", 0.2246150364543709);
    }

    @Test
    void everyElementOfAnOutcomeIsNormalised() {
        adds("y ~ normal(0.3, sigma)", "T[-1, ]", 3 * 0.25131587997583965);
        adds("y ~ normal(0.3, sigma)", "T[-1, 2]", 3 * 0.4794539112264366);
        adds("y ~ normal(mus, sigma)", "T[-1, ]", 1.2637143064036238);
        adds("y ~ normal(mus, sigma)", "T[-1, 2]", 1.834548241224891);
        adds("n ~ poisson(3.5)", "T[2, 6]", 3 * 0.2246150364543709);
    }

    @Test
    void outcomeOutsideHasNoMass() {
        double none = Double.NEGATIVE_INFINITY;
        assertThat(value("y[1] ~ normal(0, 1) T[0.6, ]")).isEqualTo(none);
        assertThat(value("y[1] ~ normal(0, 1) T[, 0.4]")).isEqualTo(none);
        assertThat(value("y ~ normal(0, 1) T[-0.3, 5]")).isEqualTo(none);
        assertThat(value("n ~ poisson(3) T[, 5]")).isEqualTo(none);
        assertThat(value("n ~ poisson(3) T[2, 6]")).isFinite();
    }

    @Test
    void noBoundTruncatesNothing() {
        adds("y ~ normal(0.3, sigma)", "T[,]", 0);
    }

    @Test
    void distributionOfTheUserIsTruncatedByItsOwnFunctions() {
        String functions = """
                functions {
                  real line_lpdf(real y, real w) { return -log(w); }
                  real line_lcdf(real y, real w) { return log(y / w); }
                  real line_lccdf(real y, real w) { return log1m(y / w); }
                  real die_lpmf(int y, int sides) { return -log(sides); }
                  real die_lcdf(int y, int sides) { return log(y * inv(sides)); }
                  real die_lccdf(int y, int sides) { return log1m(y * inv(sides)); }
                }
                """;
        double line =
                TestModel.of(functions + "model { 1.5 ~ line(4.0) T[1, 3]; }").value();
        assertThat(line).isCloseTo(-Math.log(2), within(ROUNDING));
        double die = TestModel.of(functions + "model { 2 ~ die(6) T[2, 4]; }").value();
        assertThat(die).isCloseTo(-Math.log(3), within(ROUNDING));
        double above = TestModel.of(functions + "model { 2 ~ die(6) T[2, ]; }").value();
        assertThat(above).isCloseTo(-Math.log(5), within(ROUNDING));
    }
}
