package dev.cotangent.runtime.sampler.walnuts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Funnel;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.nuts.Stride.Outcome;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class WalnutsKernelTest {

    /** Steps so small that none is divided are those of NUTS, random numbers included. */
    @Test
    void isNutsWhereNoStepIsDivided() {
        Kernel nuts = NutsKernel.of(flow(new Banana(), 0.05), 0, 7);
        Kernel walnuts = WalnutsKernel.of(flow(new Banana(), 0.05), 0, 7, 1, 5);
        ChainState expected = new ChainState(2);
        ChainState state = new ChainState(2);
        UniformRandomProvider a = Randomness.seeded(12);
        UniformRandomProvider b = Randomness.seeded(12);
        nuts.init(new double[] {0.5, 0.3}, expected);
        walnuts.init(new double[] {0.5, 0.3}, state);
        StepInfo info = new StepInfo();
        StepInfo expectedInfo = new StepInfo();
        for (int k = 0; k < 300; k++) {
            nuts.step(expected, a, expectedInfo);
            walnuts.step(state, b, info);
            assertThat(state.position()).containsExactly(expected.position());
            assertThat(info.numIntegrationSteps()).isEqualTo(expectedInfo.numIntegrationSteps());
            assertThat(info.treeDepth()).isEqualTo(expectedInfo.treeDepth());
            assertThat(info.smallestStepSize()).isEqualTo(0.05);
        }
    }

    /** Every gradient is reported: of micro steps, of failed tries, and of tries on the way back. */
    @Test
    void reportsEveryGradient() {
        Counting target = new Counting(new Funnel(5));
        Kernel kernel = WalnutsKernel.of(flow(target, 1.5), 0, 6, 0.3, 8);
        ChainState state = new ChainState(6);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(5);
        kernel.init(new double[6], state);
        for (int k = 0; k < 500; k++) {
            long before = target.evaluations;
            kernel.step(state, random, info);
            assertThat(info.numIntegrationSteps()).isEqualTo(target.evaluations - before);
        }
    }

    /** Where a stride arrives, one backward arrives where it began, also past states that needed other micro steps. */
    @Test
    void strideBackwardUndoesStrideForward() {
        Flow flow = flow(new Funnel(3), 1.2);
        HalvingStride stride = new HalvingStride(4, 0.4, 8);
        UniformRandomProvider random = Randomness.seeded(7);
        int divided = 0;
        int refused = 0;
        for (int k = 0; k < 2000; k++) {
            PhasePoint start = point(flow, new Funnel(3).draw(random), random);
            PhasePoint end = new PhasePoint(4);
            PhasePoint back = new PhasePoint(4);
            stride.begin();
            Outcome outcome = stride.next(flow, start, end, 1);
            refused += outcome == Outcome.IRREVERSIBLE ? 1 : 0;
            if (outcome == Outcome.ARRIVED) {
                divided += microSteps(stride) > 1 ? 1 : 0;
                assertThat(stride.next(flow, end, back, -1)).isEqualTo(Outcome.ARRIVED);
                double scale = Math.max(1, Math.abs(start.position()[1]));
                assertThat(back.position()).containsExactly(start.position(), within(1e-9 * scale));
                assertThat(Math.abs(end.energy() - start.energy())).isLessThanOrEqualTo(0.4);
            }
        }
        // not a test of nothing
        assertThat(divided).isGreaterThan(300);
        assertThat(refused).isGreaterThan(20);
    }

    private static double microSteps(HalvingStride stride) {
        StepInfo info = new StepInfo();
        stride.report(info);
        return 1.2 / info.smallestStepSize();
    }

    /**
     * On the unit normal the leapfrog with step 1.9 has energy errors of up to 40; with at most two halvings 0.475 keeps
     * them under 0.2.
     */
    @Test
    void halvesUntilTheEnergyStaysInRange() {
        Kernel kernel = WalnutsKernel.of(flow(Gaussian.standard(1), 1.9), 0, 5, 0.5, 4);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(2);
        kernel.init(new double[] {3}, state);
        double smallest = 2;
        for (int k = 0; k < 200; k++) {
            kernel.step(state, random, info);
            assertThat(info.isDivergent()).isFalse();
            smallest = Math.min(smallest, info.smallestStepSize());
        }
        assertThat(smallest).isBetween(1.9 / 8, 1.9 / 2);
    }

    /**
     * From a million standard deviations out the energy falls by 1e12 nats; each fresh momentum halves what is left, on
     * average, so that 40 steps are needed. Within a fixed range no step would arrive.
     */
    @Test
    void comesHomeFromFarOut() {
        Kernel kernel = WalnutsKernel.of(flow(Gaussian.standard(5), 0.5), 0, 8, 0.5, 10);
        ChainState state = new ChainState(5);
        StepInfo info = new StepInfo();
        UniformRandomProvider random = Randomness.seeded(3);
        kernel.init(new double[] {1e6, -1e6, 1e6, -1e6, 1e6}, state);
        for (int k = 0; k < 150; k++) {
            kernel.step(state, random, info);
        }
        assertThat(state.logDensity()).isGreaterThan(-20);
    }

    @Test
    void stepThatMayNotBeHalvedOftenEnoughIsDivergent() {
        Kernel kernel = WalnutsKernel.of(flow(Gaussian.ofScales(0.01), 1), 0, 5, 0.5, 2);
        ChainState state = new ChainState(1);
        StepInfo info = new StepInfo();
        kernel.init(new double[] {0.02}, state);
        kernel.step(state, Randomness.seeded(1), info);
        assertThat(info.isDivergent()).isTrue();
        // three tries, each given up at its first micro step
        assertThat(info.numIntegrationSteps()).isEqualTo(3);
        assertThat(state.position()[0]).isEqualTo(0.02);
    }

    private static Flow flow(LogDensity target, double stepSize) {
        return Flow.leapfrog(target, new UnitMetric(target.dimension()), stepSize);
    }

    private static PhasePoint point(Flow flow, double[] position, UniformRandomProvider random) {
        PhasePoint point = new PhasePoint(position.length);
        double[] gradient = new double[position.length];
        point.placeAt(position, flow.hamiltonian().target().gradient(position, gradient), gradient);
        flow.hamiltonian().refreshMomentum(point, random);
        return point;
    }

    private static final class Counting implements LogDensity {
        private final LogDensity target;
        private long evaluations;

        Counting(LogDensity target) {
            this.target = target;
        }

        @Override
        public int dimension() {
            return target.dimension();
        }

        @Override
        public double value(double[] q) {
            return target.value(q);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            evaluations++;
            return target.gradient(q, gradient);
        }
    }
}
