package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundingTest {
    @Test
    void tiesRoundAwayFromZero() {
        assertThat(Rounding.round(2.5)).isEqualTo(3);
        assertThat(Rounding.round(-2.5)).isEqualTo(-3);
        assertThat(Rounding.round(0.49999999999999994)).isZero();
        assertThat(Rounding.round(0x1p60)).isEqualTo(0x1p60);
        assertThat(Rounding.round(Double.NaN)).isNaN();
    }

    @Test
    void truncationIsTowardsZero() {
        assertThat(Rounding.trunc(2.9)).isEqualTo(2);
        assertThat(Rounding.trunc(-2.9)).isEqualTo(-2);
    }

    @Test
    void remainderHasTheSignOfTheDividend() {
        assertThat(Rounding.fmod(-7, 3)).isEqualTo(-1);
        assertThat(Rounding.fmod(7, -3)).isEqualTo(1);
    }
}
