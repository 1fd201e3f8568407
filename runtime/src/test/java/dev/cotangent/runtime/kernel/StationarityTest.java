package dev.cotangent.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.fixture.Target;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A kernel that starts at exact draws must still be at exact draws after any number of steps.
 *
 * <p>Independent chains start at exact draws and take 3 steps. Compared across chains with as many fresh exact draws are
 * the means of q, q² and log pi, by z-scores. Under the null each |z| exceeds 4 with probability 6e-5; with about 100
 * scores in this class, the false alarm rate over random seeds is 0.6 %. Seeds are fixed.
 */
class StationarityTest {

    private static final int CHAINS = 20_000;
    private static final int STEPS = 3;

    static Stream<Arguments> kernels() {
        List<Arguments> cases = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            cases.add(nuts("coarse steps", seed, Gaussian.ofScales(1, 0.5), new UnitMetric(2), 0.7, 10));
            cases.add(nuts("diagonal", seed, Gaussian.ofScales(1, 3), DiagonalMetric.of(new double[] {1, 4}), 0.8, 10));
            cases.add(nuts("dense", seed, Gaussian.autoregressive(2, 0.9), dense(), 1.1, 10));
            cases.add(nuts("cut at depth 2", seed, Gaussian.standard(2), new UnitMetric(2), 0.3, 2));
            cases.add(nuts("divergent", seed, new Banana(), new UnitMetric(2), 1.1, 10));
            cases.add(nuts("curved", seed, new Banana(), new UnitMetric(2), 0.3, 10));
            cases.add(hmc("coarse steps", seed, Gaussian.ofScales(1, 0.5), new UnitMetric(2), 0.7, 2.2));
            cases.add(hmc("dense", seed, Gaussian.autoregressive(2, 0.9), dense(), 1.1, 2.5));
            cases.add(hmc("curved", seed, new Banana(), new UnitMetric(2), 0.3, 1));
        }
        return cases.stream();
    }

    private static Metric dense() {
        return DenseMetric.of(new double[][] {{1, 0.8}, {0.8, 1.5}});
    }

    private static Arguments nuts(String name, long seed, Target target, Metric metric, double stepSize, int maxDepth) {
        Supplier<Kernel> kernel = () -> NutsKernel.of(Flow.leapfrog(target, metric, stepSize), 0, maxDepth);
        return Arguments.of("NUTS, " + name, seed, target, kernel);
    }

    private static Arguments hmc(String name, long seed, Target target, Metric metric, double stepSize, double time) {
        Supplier<Kernel> kernel = () -> HmcKernel.of(Flow.leapfrog(target, metric, stepSize), 0, time);
        return Arguments.of("HMC, " + name, seed, target, kernel);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kernels")
    void leavesTargetInvariant(String name, long seed, Target target, Supplier<Kernel> kernels) {
        UniformRandomProvider random = Randomness.seeded(seed);
        Moments after = new Moments(target);
        Moments fresh = new Moments(target);
        Kernel kernel = kernels.get();
        ChainState state = new ChainState(target.dimension());
        StepInfo info = new StepInfo();
        for (int chain = 0; chain < CHAINS; chain++) {
            kernel.init(target.draw(random), state);
            for (int step = 0; step < STEPS; step++) {
                kernel.step(state, random, info);
            }
            after.add(state.position());
            fresh.add(target.draw(random));
        }
        for (double z : after.zScores(fresh)) {
            assertThat(z).isBetween(-4.0, 4.0);
        }
    }

    /** Running means and variances of q, q² and log pi. */
    private static final class Moments {
        private final Target target;
        private final double[] sums;
        private final double[] squares;
        private int count;

        Moments(Target target) {
            this.target = target;
            sums = new double[2 * target.dimension() + 1];
            squares = new double[sums.length];
        }

        void add(double[] q) {
            count++;
            for (int i = 0; i < q.length; i++) {
                add(2 * i, q[i]);
                add(2 * i + 1, q[i] * q[i]);
            }
            add(2 * q.length, target.value(q));
        }

        private void add(int k, double value) {
            sums[k] += value;
            squares[k] += value * value;
        }

        double[] zScores(Moments other) {
            double[] scores = new double[sums.length];
            for (int k = 0; k < scores.length; k++) {
                double difference = sums[k] / count - other.sums[k] / other.count;
                scores[k] = difference / Math.sqrt(squaredError(k) + other.squaredError(k));
            }
            return scores;
        }

        private double squaredError(int k) {
            double mean = sums[k] / count;
            return (squares[k] / count - mean * mean) / count;
        }
    }
}
