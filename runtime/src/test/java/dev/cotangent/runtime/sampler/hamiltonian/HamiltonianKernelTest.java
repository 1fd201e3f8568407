package dev.cotangent.runtime.sampler.hamiltonian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class HamiltonianKernelTest {

    /**
     * Step sizes are uniform within 0.2 (1 ± 0.3), while the nominal one stays. Of 1000, the mean is within 4 standard
     * errors, 0.06 / sqrt(3000); the extremes come within 1 % of the width, but for a probability of 2 * 0.99^1000 = 9e-5.
     */
    @Test
    void jitterIsUniformAroundTheNominalStepSize() {
        TunableKernel kernel = NutsKernel.of(Flow.leapfrog(new Banana(), new UnitMetric(2), 0.2), 0.3, 6);
        UniformRandomProvider random = Randomness.seeded(17);
        ChainState state = new ChainState(2);
        StepInfo info = new StepInfo();
        kernel.init(new double[] {0.1, 0.2}, state);
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int k = 0; k < 1000; k++) {
            kernel.step(state, random, info);
            sum += info.stepSize();
            least = Math.min(least, info.stepSize());
            most = Math.max(most, info.stepSize());
        }
        assertThat(sum / 1000).isCloseTo(0.2, within(4 * 0.06 / Math.sqrt(3000)));
        assertThat(least).isBetween(0.14, 0.1412);
        assertThat(most).isBetween(0.2588, 0.26);
        assertThat(kernel.stepSize()).isEqualTo(0.2);
    }

    /** Of 8 nominal steps each: jitter varies the length of a trajectory, not its number of steps. */
    @Test
    void jitterKeepsTheNumberOfStepsOfStaticTrajectories() {
        TunableKernel kernel = HmcKernel.of(Flow.leapfrog(new Banana(), new UnitMetric(2), 0.125), 0.5, 1);
        ChainState state = new ChainState(2);
        StepInfo info = new StepInfo();
        kernel.init(new double[] {0.1, 0.2}, state);
        UniformRandomProvider random = Randomness.seeded(17);
        for (int k = 0; k < 50; k++) {
            kernel.step(state, random, info);
            assertThat(info.numIntegrationSteps()).isEqualTo(8);
        }
    }

    @Test
    void jitterMustLeaveAStepSize() {
        assertThatThrownBy(() -> NutsKernel.of(Flow.leapfrog(new Banana(), new UnitMetric(2), 0.2), 1, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jitter must be in [0, 1), but is 1.0");
    }
}
