package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void expIsWithinOneUlp() {
        ReferenceValues.of("exp").assertUlps(1, x -> Exponential.exp(x[0]));
    }

    @Test
    void expm1IsWithinTwoUlps() {
        ReferenceValues.of("expm1").assertUlps(2, x -> Exponential.expm1(x[0]));
    }

    @Test
    void expAgreesWithFdlibm() {
        // Each is within 1 ulp, so they may differ by 2; fdlibm is the second witness.
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double x = 1450 * random.nextDouble() - 745;
            assertThat(Math.abs(Exponential.exp(x) - StrictMath.exp(x)))
                    .as("exp(%s)", x)
                    .isLessThanOrEqualTo(2 * Math.ulp(StrictMath.exp(x)));
        }
    }

    @Test
    void expKeepsSpecialValues() {
        assertThat(Exponential.exp(Double.NaN)).isNaN();
        assertThat(Exponential.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Exponential.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Exponential.exp(0)).isEqualTo(1);
        assertThat(Exponential.exp(-0.0)).isEqualTo(1);
        assertThat(Exponential.exp(709.79)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Exponential.exp(709.78)).isFinite();
        assertThat(Exponential.exp(-745.2)).isZero();
        assertThat(Exponential.exp(-745.1)).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void expm1KeepsSpecialValues() {
        assertThat(Exponential.expm1(Double.NaN)).isNaN();
        assertThat(Exponential.expm1(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Exponential.expm1(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(1 / Exponential.expm1(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Exponential.expm1(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    }
}
