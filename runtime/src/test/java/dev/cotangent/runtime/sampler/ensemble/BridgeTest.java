package dev.cotangent.runtime.sampler.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference processes end in the prior exactly, and their bridges are theirs. */
class BridgeTest {

    private static Bridge bridge(boolean brownian, int steps, double resolution) {
        return brownian ? Bridge.brownian(steps, resolution) : Bridge.ornsteinUhlenbeck(steps, resolution);
    }

    @ParameterizedTest
    @CsvSource({"true, 1e-3", "false, 1e-3", "true, 1.2", "false, 1.2"})
    void variancesAddUpToThePriors(boolean brownian, double resolution) {
        Bridge bridge = bridge(brownian, 20, resolution);
        double variance = brownian ? 0 : 1;
        for (int k = 0; k < 20; k++) {
            variance = bridge.decay()[k] * bridge.decay()[k] * variance + bridge.noise()[k];
        }
        assertThat(variance).isCloseTo(1, within(1e-13));
    }

    /** The step to the end and noise, with the end's own variance of 1, is the step of the process: means and variances. */
    @ParameterizedTest
    @CsvSource({"true, 1e-3", "false, 1e-3", "true, 1.2", "false, 1.2"})
    void bridgesOverThePriorAreTheProcess(boolean brownian, double resolution) {
        Bridge bridge = bridge(brownian, 20, resolution);
        for (int k = 0; k < 20; k++) {
            double scale = bridge.scale()[k];
            double total = scale * scale + bridge.variance()[k];
            // the end given the state, both normal with variance 1 of the end
            double gain = total == 0 ? 0 : scale / total;
            double left = 1 - gain * scale;
            if (total > 0) {
                // at the origin there is nothing to keep a part of
                assertThat(bridge.own()[k] + bridge.end()[k] * gain).isCloseTo(bridge.decay()[k], within(1e-12));
            }
            assertThat(bridge.rest()[k] + bridge.end()[k] * bridge.end()[k] * left)
                    .isCloseTo(bridge.noise()[k], within(1e-12));
        }
    }
}
