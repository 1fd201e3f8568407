package dev.cotangent.runtime.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaQuantileTest {

    /** Expected values: {@code qbeta} of R 4.2.2, whose own error is near 1e-15. */
    @ParameterizedTest
    @CsvSource({
        "0.1586553, 1, 1, 0.1586553",
        "0.1586553, 21.3, 381.7, 0.04178386797100854",
        "0.8413447, 21.3, 381.7, 0.063926850677497149",
        "0.5, 200.5, 200.5, 0.5",
        "0.8413447, 2e6, 3e5, 0.86978728419259177",
        "0.1586553, 1, 4e6, 4.3188457512202788e-08",
        "0.1586553, 3.5, 1.25, 0.54017964551639897",
        "0.8413447, 3.5, 1.25, 0.92370102099247753"
    })
    void agreesWithR(double probability, double a, double b, double expected) {
        assertThat(BetaQuantile.of(probability, a, b)).isCloseTo(expected, within(1e-12 * expected));
    }

    /** For a = 1 the distribution function is 1 - (1 - x)^b. */
    @ParameterizedTest
    @CsvSource({"0.01, 3", "0.5, 1", "0.9, 250.5", "0.8413447, 1e7"})
    void firstShapeOneHasAClosedForm(double probability, double b) {
        double expected = -StrictMath.expm1(StrictMath.log1p(-probability) / b);
        assertThat(BetaQuantile.of(probability, 1, b)).isCloseTo(expected, within(1e-13 * expected));
        double mirrored = StrictMath.pow(probability, 1 / b);
        assertThat(BetaQuantile.of(probability, b, 1)).isCloseTo(mirrored, within(1e-13 * mirrored));
    }
}
