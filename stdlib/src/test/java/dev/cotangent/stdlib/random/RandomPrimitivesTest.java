package dev.cotangent.stdlib.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.junit.jupiter.api.Test;

/** Kolmogorov's test at a fixed seed: sqrt(n) D exceeds 1.95 with probability 0.001 for right draws. */
class RandomPrimitivesTest {
    private static final int DRAWS = 1_000_000;
    private static final double LIMIT = 1.95;

    private static UniformRandomProvider random() {
        return RandomSource.L64_X128_MIX.create(20260101L);
    }

    @Test
    void normalDrawsAreNormal() {
        UniformRandomProvider random = random();
        ContinuousDistribution normal = NormalDistribution.of(0, 1);
        double[] draws = new double[DRAWS];
        Arrays.setAll(draws, i -> Normal.std_normal_rng(random));
        assertThat(kolmogorov(draws, normal::cumulativeProbability)).isLessThan(LIMIT);
    }

    @Test
    void normalTailIsNormal() {
        // Beyond 3.4427 both sides together have probability 5.76e-4: of 4e6 draws 2303 +- 48; 4.5 sd is a 7e-6 alarm.
        UniformRandomProvider random = random();
        ContinuousDistribution normal = NormalDistribution.of(0, 1);
        double tail = 2 * normal.survivalProbability(3.4427);
        int n = 4_000_000;
        long beyond = 0;
        for (int i = 0; i < n; i++) {
            beyond += Math.abs(Normal.std_normal_rng(random)) > 3.4427 ? 1 : 0;
        }
        assertThat(Math.abs(beyond - n * tail)).isLessThan(4.5 * Math.sqrt(n * tail));
    }

    @Test
    void uniformDrawsAreUniformAndInside() {
        UniformRandomProvider random = random();
        double[] draws = new double[DRAWS];
        Arrays.setAll(draws, i -> Uniform.std_uniform_rng(random));
        assertThat(Arrays.stream(draws).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(draws).max().orElseThrow()).isLessThan(1);
        assertThat(kolmogorov(draws, UniformContinuousDistribution.of(0, 1)::cumulativeProbability))
                .isLessThan(LIMIT);
    }

    @Test
    void extremesOfTheGeneratorStayInside() {
        assertThat(Uniform.std_uniform_rng(() -> 0L)).isEqualTo(0x1p-53);
        assertThat(Uniform.std_uniform_rng(() -> -1L)).isEqualTo(1 - 0x1p-53);
    }

    private static double kolmogorov(double[] draws, DoubleUnaryOperator cdf) {
        Arrays.sort(draws);
        double largest = 0;
        for (int i = 0; i < draws.length; i++) {
            double p = cdf.applyAsDouble(draws[i]);
            double above = (i + 1.0) / draws.length - p;
            double below = p - (double) i / draws.length;
            largest = Math.max(largest, Math.max(above, below));
        }
        return Math.sqrt(draws.length) * largest;
    }
}
