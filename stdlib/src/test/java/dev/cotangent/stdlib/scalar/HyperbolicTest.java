package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HyperbolicTest {
    @Test
    void functionsAreWithinThreeUlps() {
        ReferenceValues.of("sinh").assertUlps(3, x -> Hyperbolic.sinh(x[0]));
        ReferenceValues.of("cosh").assertUlps(3, x -> Hyperbolic.cosh(x[0]));
        ReferenceValues.of("tanh").assertUlps(3, x -> Hyperbolic.tanh(x[0]));
    }

    @Test
    void inversesAreWithinThreeUlps() {
        ReferenceValues.of("asinh").assertUlps(3, x -> Hyperbolic.asinh(x[0]));
        ReferenceValues.of("acosh").assertUlps(3, x -> Hyperbolic.acosh(x[0]));
        ReferenceValues.of("atanh").assertUlps(3, x -> Hyperbolic.atanh(x[0]));
    }

    @Test
    void limitsAreExact() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(Hyperbolic.tanh(-infinity)).isEqualTo(-1);
        assertThat(Hyperbolic.tanh(Double.NaN)).isNaN();
        assertThat(1 / Hyperbolic.tanh(-0.0)).isEqualTo(-infinity);
        assertThat(Hyperbolic.sinh(-infinity)).isEqualTo(-infinity);
        assertThat(Hyperbolic.cosh(-infinity)).isEqualTo(infinity);
        assertThat(Hyperbolic.asinh(-infinity)).isEqualTo(-infinity);
        assertThat(Hyperbolic.acosh(0.5)).isNaN();
        assertThat(Hyperbolic.atanh(1)).isEqualTo(infinity);
        assertThat(Hyperbolic.atanh(-1)).isEqualTo(-infinity);
        assertThat(Hyperbolic.atanh(1.5)).isNaN();
    }
}
