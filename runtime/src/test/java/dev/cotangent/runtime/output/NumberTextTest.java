package dev.cotangent.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.fixture.Randomness;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @Test
    void anyBitPatternComesBack() {
        UniformRandomProvider random = Randomness.seeded(1);
        for (int k = 0; k < 100_000; k++) {
            double value = Double.longBitsToDouble(random.nextLong());
            double back = NumberText.parse(NumberText.of(value));
            assertThat(Double.doubleToLongBits(back)).isEqualTo(Double.doubleToLongBits(value));
        }
    }

    /** 2e23 and 2.2E-322 are among the values that Java before 19 prints with more digits than needed. */
    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "-17, -17",
        "0.1, 0.1",
        "-0.0, -0.0",
        "1e15, 1.0E15",
        "2e23, 2.0E23",
        "2.2e-322, 2.2E-322",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void textIsShortest(double value, String text) {
        assertThat(NumberText.of(value)).isEqualTo(text);
    }
}
