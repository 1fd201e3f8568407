package dev.cotangent.runtime.sampler.rmhmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.fixture.CurvedBanana;
import dev.cotangent.runtime.fixture.Saved;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.geometry.LocalMetrics;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Riemannian chain whose parts are saved after any iteration, and restored into fresh ones, goes on with the same bits. */
class RiemannianCheckpointTest {

    private static final int WARMUP = 60;

    static Stream<IntegratorOptions> integrators() {
        return Stream.of(
                IntegratorOptions.implicit(),
                IntegratorOptions.explicit(CopyRule.PROJECTED),
                IntegratorOptions.explicit(CopyRule.AUXILIARY));
    }

    private static final class Chain {
        private final ChainStreams streams = ChainStreams.of(11, 0);
        private final ChainState state = new ChainState(2);
        private final StepInfo info = new StepInfo();
        private final RiemannianKernel kernel;
        private final RiemannianAdaptation warmup;
        private int iteration;

        Chain(IntegratorOptions integrator) {
            kernel = new RiemannianKernel(
                    integrator.of(LocalMetrics.of(LocalMetricKind.SOFTABS, new CurvedBanana(), 100), 0),
                    1,
                    1,
                    0.1,
                    0.5);
            warmup = new RiemannianAdaptation(kernel, WARMUP, AdaptationOptions.defaults(), false, false);
            kernel.init(new double[] {0.5, 0.3}, state);
        }

        private Kernel current() {
            return iteration < WARMUP ? warmup : kernel;
        }

        List<Double> future(int steps) {
            List<Double> values = new ArrayList<>();
            for (int k = 0; k < steps; k++) {
                current().step(state, streams.transitions(), info);
                iteration++;
                values.addAll(List.of(
                        state.position()[0],
                        state.position()[1],
                        info.energy(),
                        info.stepSize(),
                        info.binding(),
                        info.copyDistance(),
                        info.integrationTime(),
                        (double) info.numIntegrationSteps()));
            }
            return values;
        }

        void continueFrom(Chain other) throws IOException {
            iteration = other.iteration;
            streams.restore(Saved.of(other.streams));
            state.restore(Saved.of(other.state));
            current().restore(Saved.of(other.current()));
        }
    }

    @ParameterizedTest
    @MethodSource("integrators")
    void goesOnWithTheSameBits(IntegratorOptions integrator) throws IOException {
        for (int cut = 0; cut <= WARMUP + 3; cut++) {
            Chain whole = new Chain(integrator);
            whole.future(cut);
            Chain resumed = new Chain(integrator);
            resumed.future(7);
            resumed.continueFrom(whole);
            assertThat(resumed.future(20)).as("after iteration %d", cut).isEqualTo(whole.future(20));
        }
    }
}
