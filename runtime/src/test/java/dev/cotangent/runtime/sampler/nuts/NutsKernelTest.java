package dev.cotangent.runtime.sampler.nuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NutsKernelTest {

    /**
     * With one doubling the trajectory has two states: the start, and one leapfrog step in a random direction, taken with
     * probability min(1, exp(H0 - H1)). Replays the same random numbers by hand.
     */
    @Test
    void oneDoublingIsChoiceBetweenTwoStates() {
        double stepSize = 1.2;
        Kernel kernel = NutsKernel.of(Flow.leapfrog(Gaussian.standard(1), new UnitMetric(1), stepSize), 0, 1);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(3);
        UniformRandomProvider replay = Randomness.seeded(3);
        double q = 0.5;
        int moves = 0;
        kernel.init(new double[] {q}, state);
        for (int k = 0; k < 1000; k++) {
            double p = StandardNormal.draw(replay);
            double eps = replay.nextBoolean() ? stepSize : -stepSize;
            double half = p - eps / 2 * q;
            double next = q + eps * half;
            double end = half - eps / 2 * next;
            double gain = (q * q + p * p - next * next - end * end) / 2;
            boolean accepted = gain > 0 || replay.nextDouble() < Math.exp(gain);
            q = accepted ? next : q;
            moves += accepted ? 1 : 0;

            kernel.step(state, random, info);
            assertThat(state.position()[0]).isCloseTo(q, within(1e-9));
            assertThat(info.acceptanceRate()).isCloseTo(Math.min(1, Math.exp(gain)), within(1e-9));
            assertThat(info.numIntegrationSteps()).isEqualTo(1);
            q = state.position()[0];
        }
        assertThat(moves).isBetween(600, 999);
    }

    static Stream<Arguments> comparedCases() {
        return Stream.of(
                Arguments.of(Gaussian.ofScales(1, 0.3, 4), 0.25, 10),
                Arguments.of(Gaussian.autoregressive(4, 0.8), 0.4, 3),
                Arguments.of(new Banana(), 0.2, 10),
                Arguments.of(new Banana(), 1.0, 10));
    }

    /** Rounding differs in the last bits, so that every step starts afresh from the kernel's state. */
    @ParameterizedTest
    @MethodSource("comparedCases")
    void agreesWithTheRecursiveFormulation(LogDensity target, double stepSize, int maxDepth) {
        UniformRandomProvider random = Randomness.seeded(21);
        RecursiveNuts recursive = new RecursiveNuts(target, stepSize, maxDepth, Randomness.seeded(21));
        Kernel kernel = NutsKernel.of(Flow.leapfrog(target, new UnitMetric(target.dimension()), stepSize), 0, maxDepth);
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        kernel.init(new double[target.dimension()], state);
        for (int k = 0; k < 2000; k++) {
            double[] expected = recursive.step(state.position());
            kernel.step(state, random, info);
            assertThat(state.position()).containsExactly(expected, within(1e-9));
            assertThat(info.treeDepth()).isEqualTo(recursive.depth);
            assertThat(info.numIntegrationSteps()).isEqualTo(recursive.leapfrogs);
            assertThat(info.isDivergent()).isEqualTo(recursive.divergent);
            assertThat(info.acceptanceRate()).isCloseTo(recursive.acceptanceSum / recursive.leapfrogs, within(1e-9));
        }
    }

    @Test
    void depthSaturatesAtTheLimit() {
        StepInfo info =
                stepFromOrigin(NutsKernel.of(Flow.leapfrog(Gaussian.standard(2), new UnitMetric(2), 1e-3), 0, 4));
        assertThat(info.treeDepth()).isEqualTo(4);
        assertThat(info.numIntegrationSteps()).isEqualTo(15);
        assertThat(info.isDivergent()).isFalse();
    }

    /** On a standard normal a trajectory turns after about half a period, pi; doublings overshoot by at most two. */
    @Test
    void trajectoryEndsWhenItTurns() {
        double stepSize = 0.05;
        Kernel kernel = NutsKernel.of(Flow.leapfrog(Gaussian.standard(5), new UnitMetric(5), stepSize), 0, 10);
        ChainState state = new ChainState(5);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(5);
        kernel.init(new double[5], state);
        for (int k = 0; k < 200; k++) {
            kernel.step(state, random, info);
            assertThat(info.numIntegrationSteps() * stepSize).isBetween(0.75, 2 * Math.PI);
        }
    }

    /**
     * A step size at which four steps are one full period of the oscillator: without the checks across the seams, doubled
     * trajectories come back to where they began with the criterion satisfied.
     */
    @Test
    void seamChecksStopResonantTrajectories() {
        double stepSize = Math.sqrt(2);
        Kernel kernel = NutsKernel.of(Flow.leapfrog(Gaussian.standard(2), new UnitMetric(2), stepSize), 0, 10);
        ChainState state = new ChainState(2);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(6);
        kernel.init(new double[] {1, -1}, state);
        for (int k = 0; k < 500; k++) {
            kernel.step(state, random, info);
            assertThat(info.treeDepth()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void energyIsThatOfTheSelectedPhasePoint() {
        Kernel kernel = NutsKernel.of(Flow.leapfrog(Gaussian.standard(1), new UnitMetric(1), 1e-4), 0, 2);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        kernel.init(new double[] {1}, state);
        kernel.step(state, Randomness.seeded(9), info);
        double p = StandardNormal.draw(Randomness.seeded(9));
        // over 3 tiny steps energy is conserved to second order
        assertThat(info.energy()).isCloseTo(0.5 + p * p / 2, within(1e-7));
    }

    static Stream<DoubleUnaryOperator> brokenDensities() {
        return Stream.of(
                q -> q > 1 ? Double.NEGATIVE_INFINITY : 0,
                q -> q > 1 ? Double.NaN : 0,
                q -> q > 1 ? Double.POSITIVE_INFINITY : 0,
                q -> q > 1 ? -2000 : 0);
    }

    @ParameterizedTest
    @MethodSource("brokenDensities")
    void densityThatIsNotFiniteDivergesAndIsNeverVisited(DoubleUnaryOperator density) {
        Kernel kernel = NutsKernel.of(Flow.leapfrog(new Flat(density), new UnitMetric(1), 0.3), 0, 10);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(4);
        int divergences = 0;
        kernel.init(new double[] {0.5}, state);
        for (int k = 0; k < 200; k++) {
            kernel.step(state, random, info);
            divergences += info.isDivergent() ? 1 : 0;
            assertThat(state.position()[0]).isLessThanOrEqualTo(1);
            assertThat(info.acceptanceRate()).isBetween(0.0, 1.0);
        }
        assertThat(divergences).isPositive();
    }

    /** From 60 standard deviations out the energy falls by 1800 nats: weights relative to the start would overflow. */
    @Test
    void weightsSurviveDescentFromFarTail() {
        Kernel kernel = NutsKernel.of(Flow.leapfrog(Gaussian.standard(1), new UnitMetric(1), 0.9), 0, 10);
        LogDensity cliff = new Flat(q -> q < 40 ? 0 : -1800);
        Kernel overCliff = NutsKernel.of(Flow.leapfrog(cliff, new UnitMetric(1), 0.5), 0, 10);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        overCliff.init(new double[] {40.1}, state);
        UniformRandomProvider random = Randomness.seeded(2);
        for (int k = 0; k < 20; k++) {
            overCliff.step(state, random, info);
        }
        assertThat(state.logDensity()).isZero();
        kernel.init(new double[] {60}, state);
        for (int k = 0; k < 50; k++) {
            kernel.step(state, random, info);
            assertThat(info.energy()).isFinite();
        }
        assertThat(state.position()[0]).isBetween(-6.0, 6.0);
    }

    @Test
    void defectOfTheModelPropagates() {
        ModelFailure defect = new ModelFailure(ModelFailure.Kind.INDEX, "m.model:1:1", "index 4 of 3");
        TunableKernel kernel = NutsKernel.of(
                Flow.leapfrog(
                        new Flat(q -> {
                            if (q > 0.7) {
                                throw defect;
                            }
                            return 0;
                        }),
                        new UnitMetric(1),
                        0.3),
                0,
                10);
        assertThatThrownBy(() -> stepFromOrigin(kernel)).isSameAs(defect);
    }

    private static StepInfo stepFromOrigin(TunableKernel kernel) {
        int dimension = kernel.metric().dimension();
        ChainState state = new ChainState(dimension);
        StepInfo info = new StepInfo();
        kernel.init(new double[dimension], state);
        kernel.step(state, Randomness.seeded(1), info);
        return info;
    }

    /** A density on the line with a gradient of zero. */
    private record Flat(DoubleUnaryOperator logDensity) implements LogDensity {

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] q) {
            return logDensity.applyAsDouble(q[0]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            gradient[0] = 0;
            return value(q);
        }
    }
}
