package dev.cotangent.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Saved;
import dev.cotangent.runtime.random.ChainStreams;
import dev.cotangent.runtime.run.Method;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import dev.cotangent.runtime.warmup.FisherAdaptation;
import dev.cotangent.runtime.warmup.WindowedAdaptation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain whose parts are saved after any iteration, and restored into fresh ones, goes on with the same bits. */
class CheckpointedKernelTest {

    private static final int DIMENSION = 3;
    private static final int WARMUP = 60;

    static Stream<Arguments> chains() {
        List<Arguments> cases = new ArrayList<>();
        for (MetricKind metric : MetricKind.values()) {
            for (AdaptationScheme scheme : AdaptationScheme.values()) {
                if (metric != MetricKind.LOW_RANK || scheme == AdaptationScheme.FISHER) {
                    cases.add(Arguments.of(Method.nuts(), metric, scheme));
                    cases.add(Arguments.of(new Method.StaticHmc(2), metric, scheme));
                }
            }
        }
        return cases.stream();
    }

    /** The parts of a chain that decide its future. */
    private static final class Chain {
        private final ChainStreams streams = ChainStreams.of(11, 0);
        private final ChainState state = new ChainState(DIMENSION);
        private final StepInfo info = new StepInfo();
        private final TunableKernel kernel;
        private final Kernel warmup;
        private int iteration;

        Chain(Method.Euclidean method, MetricKind metric, AdaptationScheme scheme) {
            kernel = method.newKernel(
                    Gaussian.autoregressive(DIMENSION, 0.7), Metric.identity(metric, DIMENSION), 1, 0.1);
            AdaptationOptions options = AdaptationOptions.of(scheme);
            warmup = scheme == AdaptationScheme.WINDOWS
                    ? new WindowedAdaptation(kernel, WARMUP, options)
                    : FisherAdaptation.fromScore(kernel, WARMUP, options);
            kernel.init(new double[] {1, -2, 0.5}, state);
        }

        void step() {
            current().step(state, streams.transitions(), info);
            iteration++;
        }

        private Kernel current() {
            return iteration < WARMUP ? warmup : kernel;
        }

        void continueFrom(Chain other) throws IOException {
            iteration = other.iteration;
            streams.restore(Saved.of(other.streams));
            state.restore(Saved.of(other.state));
            current().restore(Saved.of(other.current()));
        }

        List<Double> future(int steps) {
            List<Double> values = new ArrayList<>();
            for (int k = 0; k < steps; k++) {
                step();
                values.add(state.logDensity());
                values.add(info.energy());
                values.add(info.stepSize());
                values.add(kernel.stepSize());
                for (double x : state.position()) {
                    values.add(x);
                }
            }
            return values;
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void goesOnWithTheSameBits(Method.Euclidean method, MetricKind metric, AdaptationScheme scheme) throws IOException {
        for (int cut = 0; cut <= WARMUP + 2; cut++) {
            Chain whole = new Chain(method, metric, scheme);
            for (int k = 0; k < cut; k++) {
                whole.step();
            }
            Chain resumed = new Chain(method, metric, scheme);
            resumed.future(7);
            resumed.continueFrom(whole);
            assertThat(resumed.future(WARMUP)).as("after iteration %d", cut).isEqualTo(whole.future(WARMUP));
        }
    }

    @Test
    void refusesAnotherMetric() {
        TunableKernel small =
                Method.nuts().newKernel(Gaussian.standard(2), Metric.identity(MetricKind.DENSE, 2), 1, 0.1);
        TunableKernel large =
                Method.nuts().newKernel(Gaussian.standard(3), Metric.identity(MetricKind.DENSE, 3), 1, 0.1);
        assertThatThrownBy(() -> small.restore(Saved.of(large)))
                .isInstanceOf(IOException.class)
                .hasMessage("expected a metric of dimension 2, found one of 3");
    }
}
