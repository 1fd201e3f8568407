package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PowerTest {
    @Test
    void powIsWithinAboutOneUlp() {
        ReferenceValues.of("pow").assertUlps(1.1, x -> Power.pow(x[0], x[1]));
    }

    @Test
    void powHasJavasSpecialCases() {
        double infinity = Double.POSITIVE_INFINITY;
        double[] values = {0, -0.0, 1, -1, 2, -2, -3, 1e308, -1e308, 5e-324, infinity, -infinity, Double.NaN, 1e18, 7};
        for (double x : values) {
            for (double y : values) {
                double expected = StrictMath.pow(x, y);
                double actual = Power.pow(x, y);
                assertThat(Double.compare(actual, expected) == 0 || Math.abs(actual - expected) <= Math.ulp(expected))
                        .as("pow(%s, %s) = %s, not %s", x, y, actual, expected)
                        .isTrue();
            }
        }
    }
}
