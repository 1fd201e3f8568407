package dev.cotangent.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.fixture.Target;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.LogDensity;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/** The claims that every kernel must hold. Each throws an assertion error where one does not. */
final class KernelContract {

    private static final int CHAINS = 4000;
    private static final int STEPS = 200;
    private static final int JOINT_ROUNDS = 50;

    private KernelContract() {}

    /**
     * A chain that starts at an exact draw has exact draws as states for ever. Means over 200 steps of q, q² and the log
     * density, of 4000 chains, are compared with their expectations. Steps must be coarse enough for an error to show: mean
     * acceptance within 0.3 and 0.95.
     */
    static void isStationary(Function<LogDensity, Kernel> kernels, Target target, long seed) {
        UniformRandomProvider random = Randomness.seeded(seed);
        Kernel kernel = kernels.apply(target);
        Scores scores = new Scores(target.expectations());
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        double acceptance = 0;
        for (int chain = 0; chain < CHAINS; chain++) {
            double[] averages = new double[2 * target.dimension() + 1];
            kernel.init(target.draw(random), state);
            for (int step = 0; step < STEPS; step++) {
                kernel.step(state, random, info);
                acceptance += info.acceptanceRate();
                addMoments(state, averages);
            }
            scores.add(averages);
        }
        scores.assertWithinLimit();
        assertThat(acceptance / CHAINS / STEPS).isBetween(0.3, 0.95);
    }

    private static void addMoments(ChainState state, double[] averages) {
        double[] q = state.position();
        for (int i = 0; i < q.length; i++) {
            averages[2 * i] += q[i] / STEPS;
            averages[2 * i + 1] += q[i] * q[i] / STEPS;
        }
        averages[2 * q.length] += state.logDensity() / STEPS;
    }

    /**
     * Draws of parameters by the kernel and of data given parameters, in turns, leave the joint distribution as it is. 4000
     * chains start at exact draws of the joint and take 50 turns. See J. Geweke (2004), Getting it right: joint distribution
     * tests of posterior simulators, JASA 99; with independent replications in place of standard errors from one chain.
     */
    static void passesJointTest(Function<LogDensity, Kernel> kernels, long seed) {
        UniformRandomProvider random = Randomness.seeded(seed);
        JointModel model = new JointModel();
        Kernel kernel = kernels.apply(model);
        Scores scores = new Scores(JointModel.EXPECTATIONS);
        ChainState state = new ChainState(model.dimension());
        StepInfo info = new StepInfo();
        for (int chain = 0; chain < CHAINS; chain++) {
            double[] q = model.drawParameters(random);
            double[] averages = new double[JointModel.EXPECTATIONS.length];
            for (int round = 0; round < JOINT_ROUNDS; round++) {
                model.simulateData(q, random);
                kernel.init(q, state);
                kernel.step(state, random, info);
                q = state.position().clone();
                model.addMoments(q, 1.0 / JOINT_ROUNDS, averages);
            }
            scores.add(averages);
        }
        scores.assertWithinLimit();
    }

    /** What the state says of its position is what the target says, after steps that move and steps that do not. */
    static void keepsStateConsistent(Function<LogDensity, Kernel> kernels, Target target) {
        Kernel kernel = kernels.apply(target);
        UniformRandomProvider random = Randomness.seeded(1);
        ChainState state = new ChainState(target.dimension());
        double[] gradient = new double[target.dimension()];
        kernel.init(target.draw(random), state);
        for (int k = 0; k < 500; k++) {
            kernel.step(state, random, new StepInfo());
            assertThat(state.logDensity()).isEqualTo(target.gradient(state.position(), gradient));
            assertThat(state.gradient()).containsExactly(gradient);
        }
    }

    /** The reported number of gradients is the number of evaluations. */
    static void countsEveryGradient(Function<LogDensity, Kernel> kernels, Target target) {
        CountingDensity counting = new CountingDensity(target);
        Kernel kernel = kernels.apply(counting);
        UniformRandomProvider random = Randomness.seeded(2);
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        kernel.init(target.draw(random), state);
        for (int k = 0; k < 500; k++) {
            long before = counting.evaluations();
            kernel.step(state, random, info);
            assertThat(info.numIntegrationSteps()).isEqualTo(counting.evaluations() - before);
        }
    }

    /** The same seed gives the same bits: of the states, of what is reported, and of what is left of the stream. */
    static void isDeterministic(Function<LogDensity, Kernel> kernels, Target target) {
        assertThat(trace(kernels.apply(target), target)).isEqualTo(trace(kernels.apply(target), target));
    }

    private static long trace(Kernel kernel, Target target) {
        UniformRandomProvider random = Randomness.seeded(3);
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        kernel.init(target.draw(random), state);
        long hash = 0;
        for (int k = 0; k < 300; k++) {
            kernel.step(state, random, info);
            hash = 31 * hash + Arrays.hashCode(state.position());
            for (Statistic statistic : kernel.statistics()) {
                hash = 31 * hash + Double.hashCode(statistic.of(state, info));
            }
        }
        return 31 * hash + random.nextLong();
    }

    /** Once scratch memory has grown, 1000 steps allocate less than one object of 200 bytes. */
    static void allocatesNothing(Function<LogDensity, Kernel> kernels, Target target) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Kernel kernel = kernels.apply(target);
        UniformRandomProvider random = Randomness.seeded(8);
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        kernel.init(target.draw(random), state);
        for (int k = 0; k < 20_000; k++) {
            kernel.step(state, random, info);
        }
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < 1000; k++) {
            kernel.step(state, random, info);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200);
    }

    /** The reported energy is that of a phase point at the position: not less than the potential, and by n / 2 on average. */
    static void reportsTheEnergyOfTheSelectedPoint(Function<LogDensity, Kernel> kernels, Target target) {
        Kernel kernel = kernels.apply(target);
        UniformRandomProvider random = Randomness.seeded(6);
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        kernel.init(target.draw(random), state);
        double kinetic = 0;
        int steps = 20_000;
        for (int k = 0; k < steps; k++) {
            kernel.step(state, random, info);
            double difference = info.energy() + state.logDensity();
            assertThat(difference).isNotNegative();
            kinetic += difference / steps;
        }
        // kinetic energies of a stationary chain are n / 2 on average, whatever their autocorrelation; 10 % is 8 errors
        assertThat(kinetic).isCloseTo(target.dimension() / 2.0, within(0.05 * target.dimension()));
    }
}
