package dev.cotangent.stdlib.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrigonometryTest {

    @Test
    void sineIsWithinTwoUlpsOfFdlibm() {
        assertClose(Trigonometry::sin, StrictMath::sin);
    }

    @Test
    void cosineIsWithinTwoUlpsOfFdlibm() {
        assertClose(Trigonometry::cos, StrictMath::cos);
    }

    @Test
    void nearMultiplesOfHalfPiIsExactToo() {
        for (int k = -1000; k <= 1000; k++) {
            double x = k * (StrictMath.PI / 2);
            assertUlps(Trigonometry.sin(x), StrictMath.sin(x), x);
            assertUlps(Trigonometry.cos(x), StrictMath.cos(x), x);
        }
    }

    @Test
    void specialValues() {
        assertThat(Trigonometry.sin(0.0)).isEqualTo(0.0);
        assertThat(Double.doubleToRawLongBits(Trigonometry.sin(-0.0))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Trigonometry.cos(0.0)).isEqualTo(1.0);
        assertThat(Trigonometry.sin(Double.NaN)).isNaN();
        assertThat(Trigonometry.cos(Double.POSITIVE_INFINITY)).isNaN();
    }

    private static void assertClose(DoubleUnaryOperator ours, DoubleUnaryOperator fdlibm) {
        Random random = new Random(11);
        for (int k = 0; k < 200_000; k++) {
            double x = (2 * random.nextDouble() - 1) * StrictMath.pow(10, random.nextInt(12) - 5);
            assertUlps(ours.applyAsDouble(x), fdlibm.applyAsDouble(x), x);
        }
    }

    /** Both are within 1 ulp of the true value. */
    private static void assertUlps(double found, double expected, double x) {
        assertThat(Math.abs(found - expected)).as("at %s", x).isLessThanOrEqualTo(2 * Math.ulp(expected));
    }
}
