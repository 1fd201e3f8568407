package dev.cotangent.runtime.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Randomness;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class StandardNormalTest {

    /** 97 places in every cell, and the ends of cells, against the rational approximations; the error is absolute. */
    @Test
    void interpolationAgreesWithTheQuantileFunction() {
        double worst = 0;
        for (double octave = 0x1p-18; octave < 0.5; octave *= 2) {
            for (int k = 0; k < 32 * 97; k++) {
                double p = octave * (1 + k / (32 * 97.0));
                worst = Math.max(worst, Math.abs(StandardNormal.quantile(p) - NormalQuantile.of(p)));
            }
            double end = Math.nextDown(2 * octave);
            worst = Math.max(worst, Math.abs(StandardNormal.quantile(end) - NormalQuantile.of(end)));
        }
        assertThat(worst).isLessThan(3e-14);
    }

    /** One long a variate: the middle of the cell of its 52 leading bits is inverted. */
    @Test
    void invertsOneUniformNumber() {
        UniformRandomProvider random = Randomness.seeded(4);
        UniformRandomProvider replay = Randomness.seeded(4);
        for (int k = 0; k < 100_000; k++) {
            double u = ((replay.nextLong() >>> 12) + 0.5) * 0x1p-52;
            assertThat(StandardNormal.draw(random)).isCloseTo(NormalQuantile.of(u), within(3e-14));
        }
    }

    @Test
    void extremesAreFiniteAndOpposite() {
        double least = StandardNormal.draw((UniformRandomProvider) () -> 0);
        double most = StandardNormal.draw((UniformRandomProvider) () -> -1);
        assertThat(least).isCloseTo(NormalQuantile.of(0x1p-53), within(3e-14));
        assertThat(most).isEqualTo(-least);
    }
}
