package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DualAveragingTest {

    private static final AdaptationOptions DEFAULTS = AdaptationOptions.of(AdaptationScheme.WINDOWS);

    /** First update by hand: s = (0.8 - 0.5) / 11, x = log 10 - s / 0.05; the average is x itself. */
    @Test
    void firstUpdateFollowsTheFormula() {
        DualAveraging averaging = new DualAveraging(DEFAULTS, 1);
        averaging.update(0.5);
        double expected = 10 * Math.exp(-0.3 / 11 / 0.05);
        assertThat(averaging.stepSize()).isCloseTo(expected, within(1e-12));
        assertThat(averaging.averagedStepSize()).isCloseTo(expected, within(1e-12));
    }

    /** If the acceptance is exp(-eps), the target 0.8 is met at eps = log 1.25. */
    @Test
    void convergesToTheTarget() {
        DualAveraging averaging = new DualAveraging(DEFAULTS, 1);
        for (int k = 0; k < 20_000; k++) {
            averaging.update(Math.exp(-averaging.stepSize()));
        }
        // the average forgets its transient as 1 / k^0.25 at worst
        assertThat(averaging.averagedStepSize()).isCloseTo(Math.log(1.25), within(0.005));
    }

    @Test
    void notANumberCountsAsRejection() {
        DualAveraging undefined = new DualAveraging(DEFAULTS, 1);
        DualAveraging rejected = new DualAveraging(DEFAULTS, 1);
        undefined.update(Double.NaN);
        rejected.update(0);
        assertThat(undefined.stepSize()).isEqualTo(rejected.stepSize());
    }

    @Test
    void restartForgets() {
        DualAveraging averaging = new DualAveraging(DEFAULTS, 1);
        averaging.update(0.1);
        averaging.restart(0.3);
        assertThat(averaging.averagedStepSize()).isCloseTo(0.3, within(1e-15));
        DualAveraging fresh = new DualAveraging(DEFAULTS, 0.3);
        averaging.update(0.7);
        fresh.update(0.7);
        assertThat(averaging.stepSize()).isEqualTo(fresh.stepSize());
    }
}
