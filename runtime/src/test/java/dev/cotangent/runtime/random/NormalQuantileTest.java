package dev.cotangent.runtime.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

    /** Values of R 4.2.2 {@code qnorm}, printed with 17 digits; both claim a relative error about 1e-16. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.047096299361201",
        "9.9999999999999995e-21, -9.2623400897984052",
        "9.9999999999999998e-13, -7.0344838253011321",
        "1e-10, -6.3613409024040557",
        "9.9999999999999995e-07, -4.7534243088228987",
        "0.001, -3.0902323061678132",
        "0.025000000000000001, -1.9599639845400538",
        "0.050000000000000003, -1.6448536269514726",
        "0.074899999999999994, -1.4402382675279632",
        "0.0751, -1.4388253927525398",
        "0.10000000000000001, -1.2815515655446008",
        "0.25, -0.67448975019608171",
        "0.40000000000000002, -0.25334710313579978",
        "0.59999999999999998, 0.25334710313579978",
        "0.73999999999999999, 0.64334540539291685",
        "0.90000000000000002, 1.2815515655446008",
        "0.94999999999999996, 1.6448536269514715",
        "0.97499999999999998, 1.9599639845400536",
        "0.999, 3.0902323061678132",
        "0.99990000000000001, 3.7190164854557084"
    })
    void agreesWithR(double p, double quantile) {
        assertThat(NormalQuantile.of(p)).isCloseTo(quantile, within(4 * Math.ulp(quantile)));
    }

    @Test
    void isOddAboutOneHalf() {
        for (double p = 0x1p-10; p < 0.5; p += 0x1p-10) {
            assertThat(NormalQuantile.of(1 - p)).isEqualTo(-NormalQuantile.of(p));
        }
    }

    @Test
    void hasInfiniteEnds() {
        assertThat(NormalQuantile.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NormalQuantile.of(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(NormalQuantile.of(1.5)).isNaN();
        assertThat(NormalQuantile.of(Double.NaN)).isNaN();
    }
}
