package dev.cotangent.runtime.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftAbsTest {

    /** Python's decimal with 60 digits: {@code x coth x} and {@code coth x - x / sinh² x}. */
    @ParameterizedTest
    @CsvSource({
        "1e-6,  1.0000000000003333, 6.6666666666657778e-7",
        "0.05,  1.000833194477505,  0.033322226189153857",
        "0.099, 1.0032648673327996, 0.065913871803026309",
        "0.101, 1.0033980231242919, 0.06724188430252384",
        "1.5,   1.6571870894737679, 0.77394535997015332",
        "18,    18.000000000000008, 0.99999999999998376",
        "40,    40.0, 1.0"
    })
    void agreesWithLongArithmetic(double x, double value, double slope) {
        SoftAbs unit = new SoftAbs(1);
        assertThat(unit.at(x)).isCloseTo(value, Percentage.withPercentage(1e-13));
        assertThat(unit.at(-x)).isEqualTo(unit.at(x));
        assertThat(unit.slope(x)).isCloseTo(slope, Percentage.withPercentage(1e-11));
        assertThat(unit.slope(-x)).isEqualTo(-unit.slope(x));
        SoftAbs sharp = new SoftAbs(1000);
        assertThat(sharp.at(x / 1000)).isCloseTo(value / 1000, Percentage.withPercentage(1e-12));
    }

    @Test
    void isAtLeastTheInverseOfItsSharpness() {
        assertThat(new SoftAbs(1e6).at(0)).isEqualTo(1e-6);
        assertThat(new SoftAbs(1e6).at(-3)).isEqualTo(3);
    }

    /** The quadrature near equal arguments meets the quotient where they part. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.3, 0, 0.004, 0.7, 25})
    void dividedDifferencesAreContinuous(double x) {
        SoftAbs unit = new SoftAbs(1);
        assertThat(unit.dividedDifference(x, x)).isCloseTo(unit.slope(x), within(1e-14));
        for (double h : new double[] {0.0099, 0.0101}) {
            double quotient = (unit.at(x + h) - unit.at(x)) / h;
            assertThat(unit.dividedDifference(x + h, x)).isCloseTo(quotient, within(1e-11));
        }
        assertThat(unit.dividedDifference(x, -x)).isCloseTo(0, within(1e-12));
    }
}
