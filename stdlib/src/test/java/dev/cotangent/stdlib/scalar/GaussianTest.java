package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianTest {
    @Test
    void erfIsWithinThreeUlps() {
        ReferenceValues.of("erf").assertUlps(3, x -> Gaussian.erf(x[0]));
    }

    @Test
    void erfcIsWithinFiveUlps() {
        ReferenceValues.of("erfc").assertUlps(5, x -> Gaussian.erfc(x[0]));
    }

    @Test
    void distributionFunctionIsWithinFiveUlps() {
        ReferenceValues.of("Phi").assertUlps(5, x -> Gaussian.Phi(x[0]));
    }

    @Test
    void itsLogarithmIsWithinFiveUlps() {
        ReferenceValues.of("log_Phi").assertUlps(5, x -> Gaussian.log_Phi(x[0]));
    }

    @Test
    void inverseMillsRatioIsWithinFiveUlps() {
        ReferenceValues.of("inv_mills").assertUlps(5, x -> Gaussian.inv_mills(x[0]));
    }

    @Test
    void quantileIsWithinSixUlps() {
        ReferenceValues.of("inv_Phi").assertUlps(6, x -> Gaussian.inv_Phi(x[0]));
    }

    @Test
    void quantileInvertsTheDistributionFunction() {
        for (double x = -30; x < 5; x += 0.37) {
            // Phi has a relative error of 5 ulps, which moves its quantile by that times Phi/phi, at most 1e-9 up to 5
            assertThat(Gaussian.inv_Phi(Gaussian.Phi(x))).isCloseTo(x, within(1e-9));
        }
    }

    @Test
    void limitsAreExact() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(Gaussian.Phi(-infinity)).isZero();
        assertThat(Gaussian.Phi(infinity)).isEqualTo(1);
        assertThat(Gaussian.Phi(0)).isEqualTo(0.5);
        assertThat(Gaussian.erf(infinity)).isEqualTo(1);
        assertThat(Gaussian.erf(-infinity)).isEqualTo(-1);
        assertThat(Gaussian.log_Phi(-infinity)).isEqualTo(-infinity);
        assertThat(Gaussian.log_Phi(infinity)).isZero();
        assertThat(Gaussian.inv_Phi(0)).isEqualTo(-infinity);
        assertThat(Gaussian.inv_Phi(1)).isEqualTo(infinity);
        assertThat(Gaussian.inv_Phi(0.5)).isZero();
        assertThat(Gaussian.inv_Phi(-0.1)).isNaN();
        assertThat(Gaussian.Phi(Double.NaN)).isNaN();
        assertThat(Gaussian.erf(Double.NaN)).isNaN();
        assertThat(Gaussian.erfc(Double.NaN)).isNaN();
    }
}
