package dev.cotangent.runtime.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSizeSearchTest {

    /** The leapfrog is stable up to twice the scale; 0.8 is accepted well below, and powers of two bracket it. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1, 1e4})
    void findsTheScaleFromAnyStart(double start) {
        double scale = 0.01;
        double[] scales = new double[20];
        Arrays.fill(scales, scale);
        TunableKernel kernel =
                NutsKernel.of(Flow.leapfrog(Gaussian.ofScales(scales), new UnitMetric(20), start), 0, 10);
        ChainState state = new ChainState(20);
        kernel.init(Gaussian.ofScales(scales).draw(Randomness.seeded(2)), state);
        StepSizeSearch.run(kernel, state, Randomness.seeded(1));
        assertThat(kernel.stepSize()).isBetween(0.1 * scale, 4 * scale);
    }

    @Test
    void flatDensityIsImproper() {
        assertThatThrownBy(() -> search(0))
                .isInstanceOf(AdaptationException.class)
                .hasMessageContaining("improper");
    }

    @Test
    void densityThatIsNowhereElseFiniteIsNotContinuous() {
        assertThatThrownBy(() -> search(Double.NEGATIVE_INFINITY))
                .isInstanceOf(AdaptationException.class)
                .hasMessageContaining("not to be continuous");
    }

    private static void search(double elsewhere) {
        LogDensity density = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return q[0] == 0 ? 0 : elsewhere;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                gradient[0] = 0;
                return value(q);
            }
        };
        TunableKernel kernel = NutsKernel.of(Flow.leapfrog(density, new UnitMetric(1), 1), 0, 10);
        ChainState state = new ChainState(1);
        kernel.init(new double[1], state);
        StepSizeSearch.run(kernel, state, Randomness.seeded(1));
    }
}
