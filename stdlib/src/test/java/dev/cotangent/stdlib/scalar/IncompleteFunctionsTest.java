package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IncompleteFunctionsTest {
    @Test
    void incompleteGammaHasThirteenDigits() {
        ReferenceValues.of("gamma_p").assertRelative(1e-13, x -> IncompleteGamma.gamma_p(x[0], x[1]));
        ReferenceValues.of("gamma_q").assertRelative(1e-13, x -> IncompleteGamma.gamma_q(x[0], x[1]));
    }

    @Test
    void incompleteBetaHasTwelveDigits() {
        ReferenceValues.of("inc_beta").assertRelative(1e-12, x -> IncompleteBeta.inc_beta(x[0], x[1], x[2]));
    }

    @Test
    void logarithmOfBetaIsWithinTwentyUlps() {
        // Near its zeros the terms cancel, so ulps of the largest term: at most 1e-15 of it.
        ReferenceValues.of("lbeta").assertRelative(1e-13, x -> Beta.lbeta(x[0], x[1]));
    }

    @Test
    void logarithmOfBesselHasThirteenDigits() {
        ReferenceValues.of("log_modified_bessel_first_kind")
                .assertRelative(1e-12, x -> Bessel.log_modified_bessel_first_kind((int) x[0], x[1]));
    }

    @Test
    void endsOfTheDomainAreExact() {
        assertThat(IncompleteGamma.gamma_p(2, 0)).isZero();
        assertThat(IncompleteGamma.gamma_q(2, 0)).isEqualTo(1);
        assertThat(IncompleteGamma.gamma_p(2, Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(IncompleteGamma.gamma_p(-1, 1)).isNaN();
        assertThat(IncompleteGamma.gamma_q(1, -1)).isNaN();
        assertThat(IncompleteBeta.inc_beta(2, 3, 0)).isZero();
        assertThat(IncompleteBeta.inc_beta(2, 3, 1)).isEqualTo(1);
        assertThat(IncompleteBeta.inc_beta(2, 3, 1.1)).isNaN();
        assertThat(Beta.lbeta(0, 1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Bessel.log_modified_bessel_first_kind(0, 0)).isZero();
        assertThat(Bessel.log_modified_bessel_first_kind(1, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
