package dev.cotangent.runtime.sampler.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.cotangent.runtime.model.ModelFailure;
import dev.cotangent.runtime.random.StandardNormal;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sampler of particles keeps: the same draws on any number of threads, failures in order, no garbage. */
class PopulationContractTest {

    static Stream<PopulationSampler> samplers() {
        return Stream.of(
                new TemperedSmc(100, 0.5, 2, MoveKind.RANDOM_WALK),
                new TemperedSmc(100, 0.5, 2, MoveKind.STRETCH),
                new StretchEnsemble(20, 10, 200, 2),
                PopulationExactnessTest.diffusion(ScoreDiffusion.Kind.FOLLMER, 100, Correction.WEIGHTS),
                PopulationExactnessTest.diffusion(ScoreDiffusion.Kind.REVERSE, 100, Correction.MOVES),
                new TwistedSmc(100, 10),
                new FeynmanKac(100, 10, 0.5));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void drawsAreTheSameOnAnyNumberOfThreads(PopulationSampler sampler) {
        Population one = Estimates.population(new Partial(3, 0.5), sampler, 7, 1);
        for (int threads : new int[] {2, 8}) {
            Population other = Estimates.population(new Partial(3, 0.5), sampler, 7, threads);
            assertThat(Arrays.deepEquals(one.positions(), other.positions())).isTrue();
            assertThat(other.logWeights()).containsExactly(one.logWeights());
            assertThat(other.report()).isEqualTo(one.report());
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void seedsMatter(PopulationSampler sampler) {
        Population one = Estimates.population(new Partial(3, 0.5), sampler, 7, 1);
        Population other = Estimates.population(new Partial(3, 0.5), sampler, 8, 1);
        assertThat(Arrays.deepEquals(one.positions(), other.positions())).isFalse();
    }

    /** Fails in the left half, as a simulator might. */
    private record Failing(boolean withNaN) implements Posterior {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double likelihood(double[] z, double[] gradient) {
            Arrays.fill(gradient, 0);
            if (z[0] < 0 && !withNaN) {
                throw new ModelFailure(ModelFailure.Kind.EXTERNAL, "m.model:3:4", "no solution at " + z[0]);
            }
            return z[0] < 0 ? Double.NaN : 0;
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void failuresAreErrorsOfTheFirstParticleWhateverTheThreads(PopulationSampler sampler) {
        String[] messages = new String[2];
        for (int k = 0; k < 2; k++) {
            int threads = 1 + 3 * k;
            try {
                Estimates.population(new Failing(k < 0), sampler, 3, threads);
            } catch (ModelFailure e) {
                messages[k] = e.getMessage();
            }
        }
        assertThat(messages[0]).startsWith("no solution at -").isEqualTo(messages[1]);
        assertThatThrownBy(() -> Estimates.population(new Failing(true), sampler, 3, 2))
                .isInstanceOf(ModelFailure.class)
                .hasMessageContaining("the log likelihood is NaN where the standard normals of the prior are -");
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void failuresWithoutWeightCutThePriorOff(PopulationSampler sampler) {
        for (boolean withNaN : new boolean[] {true, false}) {
            try (Workers workers = new Workers(() -> new Failing(withNaN), 2, OnFailure.ZERO_WEIGHT, () -> {})) {
                Population population =
                        sampler.run(workers, ParticleStreams.of(3, 0, sampler.particles()), fraction -> {});
                for (int i = 0; i < population.size(); i++) {
                    if (population.logWeights()[i] > Double.NEGATIVE_INFINITY && !population.ordered()) {
                        assertThat(population.positions()[i][0]).isNotNegative();
                    }
                }
                assertThat(population.report().failures()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void evidenceOfHalfAPriorIsOneHalf(PopulationSampler sampler) {
        try (Workers workers = new Workers(() -> new Failing(true), 1, OnFailure.ZERO_WEIGHT, () -> {})) {
            Population population = sampler.run(workers, ParticleStreams.of(5, 0, sampler.particles()), fraction -> {});
            double evidence = StrictMath.exp(population.report().logEvidence());
            if (!Double.isNaN(evidence)) {
                // 100 particles: a standard error of 0.05 at most, twisted weights of 0.1; four of the latter
                assertThat(evidence).isBetween(0.1, 0.9);
            }
        }
    }

    /** The map {@code z -> a z + b} of walkers and target maps the moved walkers: the move never sees the coordinates. */
    @Test
    void stretchMovesAreAffineInvariant() {
        double[][] plain = walkers(1, 0);
        // powers of two and sums that are exact, so that even rounding is the same
        double[][] mapped = walkers(4, 0);
        for (int i = 0; i < plain.length; i++) {
            for (int k = 0; k < 2; k++) {
                assertThat(mapped[i][k]).isEqualTo(4 * plain[i][k]);
            }
        }
        double[][] shifted = walkers(4, 3);
        for (int i = 0; i < plain.length; i++) {
            for (int k = 0; k < 2; k++) {
                assertThat(shifted[i][k]).isCloseTo(4 * plain[i][k] + 3, org.assertj.core.data.Offset.offset(1e-9));
            }
        }
    }

    private static double[][] walkers(double scale, double shift) {
        Posterior target = new Affine(scale, shift);
        try (Workers workers = new Workers(() -> target, 1, OnFailure.ERROR, () -> {})) {
            ParticleStreams streams = ParticleStreams.of(11, 0, 20);
            Particles particles = Particles.ofPrior(20, workers, streams);
            for (int i = 0; i < 20; i++) {
                for (int k = 0; k < 2; k++) {
                    particles.positions()[i][k] = scale * particles.positions()[i][k] + shift;
                }
                particles.logLikelihoods()[i] = target.logLikelihood(particles.positions()[i]);
            }
            Moves moves = new Moves(particles, workers, streams, MoveKind.STRETCH);
            for (int k = 0; k < 50; k++) {
                moves.stretch(1);
            }
            return particles.positions();
        }
    }

    /** A banana of {@code (z - shift) / scale}, whatever the prior. */
    private record Affine(double scale, double shift) implements Posterior {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double likelihood(double[] z, double[] gradient) {
            double x = (z[0] - shift) / scale;
            double y = (z[1] - shift) / scale;
            return -0.5 * x * x - 2 * (y - x * x) * (y - x * x) + 0.5 * (z[0] * z[0] + z[1] * z[1]);
        }
    }

    @Test
    void movesAndEvaluationsAllocateNothing() {
        Quiet target = new Quiet();
        try (Workers workers = new Workers(() -> target, 1, OnFailure.ERROR, () -> {})) {
            ParticleStreams streams = ParticleStreams.of(1, 0, 200);
            Particles particles = Particles.ofPrior(200, workers, streams);
            Moves walk = new Moves(particles, workers, streams, MoveKind.RANDOM_WALK);
            Arrays.fill(particles.logWeights(), -StrictMath.log(200));
            Shape shape = Shape.of(particles.positions(), particles.logWeights());
            Runnable work = () -> {
                walk.move(1, shape);
                walk.stretch(1);
                workers.logLikelihoods(particles.positions(), particles.logLikelihoods());
            };
            for (int k = 0; k < 200; k++) {
                work.run();
            }
            ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            long before = bean.getThreadAllocatedBytes(thread);
            for (int k = 0; k < 100; k++) {
                work.run();
            }
            long bytes = bean.getThreadAllocatedBytes(thread) - before;
            // four tasks a round are objects, whatever the number of particles: 80,000 evaluations here
            assertThat(bytes).isLessThan(100 * 4 * 100);
        }
    }

    private record Quiet() implements Posterior {
        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public double logLikelihood(double[] z) {
            return -(z[0] - z[1]) * (z[0] - z[1]);
        }

        @Override
        public double likelihood(double[] z, double[] gradient) {
            return logLikelihood(z);
        }
    }

    /** Frequencies within one of their expectations, and in all as many as asked for. */
    @Test
    void systematicChoicesAreProportional() {
        UniformRandomProvider random = ParticleStreams.of(2, 0, 1).shared();
        double[] logWeights = new double[50];
        for (int i = 0; i < 50; i++) {
            logWeights[i] = i % 7 == 0 ? Double.NEGATIVE_INFINITY : StandardNormal.draw(random);
        }
        Weights.normalise(logWeights);
        int[] counts = new int[50];
        for (int chosen : Weights.systematic(logWeights, 1000, random)) {
            counts[chosen]++;
        }
        for (int i = 0; i < 50; i++) {
            assertThat(Math.abs(counts[i] - 1000 * StrictMath.exp(logWeights[i])))
                    .isLessThan(1);
        }
    }

    @Test
    void aLikelihoodOfZeroEverywhereIsSaid() {
        Posterior none = new Posterior() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double likelihood(double[] z, double[] gradient) {
                return Double.NEGATIVE_INFINITY;
            }
        };
        assertThatThrownBy(() -> Estimates.population(none, new TemperedSmc(50, 0.5, 2, MoveKind.RANDOM_WALK), 1, 1))
                .isInstanceOf(PopulationException.class)
                .hasMessageContaining("zero at all 50 draws from the prior");
    }
}
