package dev.cotangent.runtime.pathfinder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.optimize.Termination;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {

    private static Path path(LogDensity density, long seed, double... start) {
        return Path.from(density, start, PathfinderOptions.defaults(), Randomness.seeded(seed));
    }

    private static double[] uniform(int n, UniformRandomProvider random) {
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = 4 * random.nextDouble() - 2;
        }
        return q;
    }

    /** KL divergence from the approximation to a normal target is its ELBO's distance from the log normaliser. */
    private static double logNormaliser(Gaussian target) {
        double sum = 0.5 * target.dimension() * Math.log(2 * Math.PI);
        for (int i = 0; i < target.dimension(); i++) {
            sum += Math.log(target.factor()[i][i]);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void ofANormalTargetIsNearlyExactWhereTheHistoryHoldsAllDirections(int n) {
        Gaussian target = Gaussian.autoregressive(n, 0.6);
        UniformRandomProvider random = Randomness.seeded(n);
        Path path = Path.from(target, uniform(n, random), PathfinderOptions.defaults(), random);
        NormalApproximation best = path.best().orElseThrow();
        assertThat(best.mean()).containsExactly(new double[n], within(1e-3));
        for (double variance : best.variances()) {
            assertThat(variance).isCloseTo(1, within(0.4));
        }
        assertThat(path.elbo()).isCloseTo(logNormaliser(target), within(0.1));
    }

    @Test
    void findsTheOrderOfScalesThatDifferALot() {
        double[] scales = {0.01, 0.1, 1, 10, 100};
        Path path = path(Gaussian.ofScales(scales), 7, 0.02, -0.2, 2, -20, 200);
        double[] variances = path.best().orElseThrow().variances();
        for (int i = 0; i < scales.length; i++) {
            assertThat(Math.sqrt(variances[i]) / scales[i]).as("scale %d", i).isBetween(0.25, 4.0);
        }
    }

    @Test
    void theBoundDoesNotExceedTheEvidence() {
        // The banana's normaliser is that of two independent normals of scales 1 and 1/2.
        double evidence = Math.log(2 * Math.PI) + Math.log(0.5);
        for (long seed = 1; seed <= 5; seed++) {
            Path path = path(new Banana(), seed, 1.5, -1);
            // The estimate from 25 draws has an error of its own, and the best of several is chosen: 1 nat is ample.
            assertThat(path.elbo()).isLessThan(evidence + 1).isGreaterThan(evidence - 3);
            assertThat(path.bestIteration()).isBetween(1, path.iterations());
        }
    }

    @Test
    void theSameSeedGivesTheSamePath() {
        double[] first = path(new Banana(), 11, 2, 2).best().orElseThrow().mean();
        assertThat(path(new Banana(), 11, 2, 2).best().orElseThrow().mean()).containsExactly(first);
    }

    @Test
    void countsWhatItEvaluates() {
        long[] counts = new long[2];
        LogDensity counting = new LogDensity() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double value(double[] q) {
                counts[0]++;
                return new Banana().value(q);
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                counts[1]++;
                return new Banana().gradient(q, gradient);
            }
        };
        Path path = path(counting, 1, 1.5, -1);
        assertThat(path.evaluations()).isEqualTo(counts[0]).isEqualTo(25L * path.iterations());
        assertThat(path.gradients()).isEqualTo(counts[1]);
    }

    @Test
    void aPathWithoutFiniteBoundsHasNoApproximation() {
        // Mass on (0, 1) alone: every normal distribution has draws outside.
        LogDensity flat = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return gradient(q, new double[1]);
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                if (!(q[0] > 0 && q[0] < 1)) {
                    return Double.NEGATIVE_INFINITY;
                }
                gradient[0] = 1e-3;
                return 1e-3 * q[0];
            }
        };
        Path path = path(flat, 1, 0.5);
        assertThat(path.best()).isEmpty();
        assertThat(path.elbo()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(path.end()).isNotEqualTo(Termination.GRADIENT);
    }
}
