package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GammaTest {
    @Test
    void lgammaIsWithinFourUlps() {
        ReferenceValues.of("lgamma").assertUlps(4, x -> Gamma.lgamma(x[0]));
    }

    @Test
    void digammaIsWithinFourUlps() {
        ReferenceValues.of("digamma").assertUlps(4, x -> Gamma.digamma(x[0]));
    }

    @Test
    void trigammaIsWithinTenUlps() {
        ReferenceValues.of("trigamma").assertUlps(10, x -> Gamma.trigamma(x[0]));
    }

    @Test
    void tgammaIsWithinEightUlps() {
        ReferenceValues.of("tgamma").assertUlps(8, x -> Gamma.tgamma(x[0]));
    }

    @Test
    void polygammaIsWithinTwentyUlps() {
        ReferenceValues.of("polygamma").assertUlps(20, x -> Gamma.polygamma((int) x[0], x[1]));
    }

    @Test
    void lgammaVanishesAt1And2() {
        assertThat(Gamma.lgamma(1)).isZero();
        assertThat(Gamma.lgamma(2)).isZero();
    }

    @Test
    void polesAreInfiniteOrUndefined() {
        assertThat(Gamma.lgamma(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Gamma.lgamma(-3)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Gamma.digamma(0)).isNaN();
        assertThat(Gamma.digamma(-3)).isNaN();
        assertThat(Gamma.tgamma(-3)).isNaN();
        assertThat(Gamma.tgamma(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Gamma.lgamma(Double.NaN)).isNaN();
        assertThat(Gamma.digamma(Double.NaN)).isNaN();
        assertThat(Gamma.polygamma(2, -1.5)).isNaN();
        assertThat(Gamma.polygamma(-1, 1)).isNaN();
    }

    @Test
    void negativeArgumentsAreReflected() {
        // scipy 1.17.1: gammaln, digamma, polygamma(1, .), gamma at -2.5; sums of a few terms of order 1 to 10
        assertThat(Gamma.lgamma(-2.5)).isCloseTo(-0.05624371649767405, within(1e-14));
        assertThat(Gamma.digamma(-2.5)).isCloseTo(1.103156640645244, within(1e-14));
        assertThat(Gamma.trigamma(-2.5)).isCloseTo(9.539246644989123, within(1e-13));
        assertThat(Gamma.tgamma(-2.5)).isCloseTo(-0.9453087204829418, within(1e-14));
    }
}
