package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {
    @Test
    void logIsWithinOneUlp() {
        ReferenceValues.of("log").assertUlps(1, x -> Logarithm.log(x[0]));
    }

    @Test
    void log1pIsWithinOneUlp() {
        ReferenceValues.of("log1p").assertUlps(1, x -> Logarithm.log1p(x[0]));
    }

    @Test
    void log2IsWithinTwoUlps() {
        ReferenceValues.of("log2").assertUlps(2, x -> Logarithm.log2(x[0]));
    }

    @Test
    void log10IsWithinTwoUlps() {
        ReferenceValues.of("log10").assertUlps(2, x -> Logarithm.log10(x[0]));
    }

    @Test
    void logAgreesWithFdlibm() {
        // Each is within 1 ulp, so they may differ by 2.
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            double expected = StrictMath.log(x);
            assertThat(
                            x <= Double.MAX_VALUE
                                    ? Math.abs(Logarithm.log(x) - expected) <= 2 * Math.ulp(expected)
                                    : Double.compare(Logarithm.log(x), expected) == 0)
                    .as("log(%s)", x)
                    .isTrue();
        }
    }

    @Test
    void logKeepsSpecialValues() {
        assertThat(Logarithm.log(Double.NaN)).isNaN();
        assertThat(Logarithm.log(-1)).isNaN();
        assertThat(Logarithm.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logarithm.log(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logarithm.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Logarithm.log(1)).isZero();
    }

    @Test
    void log1pKeepsSpecialValues() {
        assertThat(Logarithm.log1p(Double.NaN)).isNaN();
        assertThat(Logarithm.log1p(-1.5)).isNaN();
        assertThat(Logarithm.log1p(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logarithm.log1p(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(1 / Logarithm.log1p(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logarithm.log1p(Double.MAX_VALUE)).isEqualTo(Logarithm.log(Double.MAX_VALUE));
    }

    @Test
    void log2IsExactAtPowersOfTwo() {
        for (int k = -1074; k <= 1023; k++) {
            assertThat(Logarithm.log2(Math.scalb(1.0, k))).isEqualTo(k);
        }
    }
}
