package dev.cotangent.runtime.sampler.walnuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.Funnel;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/**
 * Neal's funnel, whose v is normal(0, 3), from a start in its middle. The mean over each of 32 independent chains is one
 * observation. For a random seed a z-score of 31 degrees of freedom exceeds 4.5 with probability 9e-5.
 */
class FunnelTest {

    private static final Funnel FUNNEL = new Funnel(9);
    private static final double STEP_SIZE = 0.5;
    private static final int CHAINS = 32;
    private static final int DRAWS = 1500;
    private static final int LEFT_OUT = 300;

    @Test
    void walnutsReachesTheNeck() {
        double[][] v = runs(WalnutsKernel.of(flow(), 0, 8, 0.5, 12));
        assertThat(z(v, x -> x, 0)).isBetween(-4.5, 4.5);
        assertThat(z(v, x -> x * x, 9)).isBetween(-4.5, 4.5);
        // pnorm(-4.5, 0, 3) in R 4.2
        assertThat(z(v, x -> x < -4.5 ? 1 : 0, 0.0668072)).isBetween(-4.5, 4.5);
    }

    /** With the same step size NUTS is a valid kernel, but does not get there in so many draws. */
    @Test
    void nutsDoesNot() {
        double[][] v = runs(NutsKernel.of(flow(), 0, 8));
        assertThat(z(v, x -> x * x, 9)).isLessThan(-6);
        double least = Arrays.stream(v).flatMapToDouble(Arrays::stream).min().orElseThrow();
        assertThat(least).isGreaterThan(-4.5);
    }

    private static Flow flow() {
        return Flow.leapfrog(FUNNEL, new UnitMetric(FUNNEL.dimension()), STEP_SIZE);
    }

    private static double[][] runs(Kernel kernel) {
        UniformRandomProvider random = Randomness.seeded(31);
        ChainState state = new ChainState(FUNNEL.dimension());
        StepInfo info = new StepInfo();
        double[][] v = new double[CHAINS][DRAWS - LEFT_OUT];
        for (int chain = 0; chain < CHAINS; chain++) {
            double[] start = FUNNEL.draw(random);
            double factor = StrictMath.exp(-start[0] / 2);
            for (int i = 1; i < start.length; i++) {
                start[i] *= factor;
            }
            start[0] = 0;
            kernel.init(start, state);
            for (int k = 0; k < DRAWS; k++) {
                kernel.step(state, random, info);
                if (k >= LEFT_OUT) {
                    v[chain][k - LEFT_OUT] = state.position()[0];
                }
            }
        }
        return v;
    }

    /** Distance of the mean over chains of the means of f from its expectation, in standard errors. */
    private static double z(double[][] v, DoubleUnaryOperator f, double expected) {
        double[] means = Arrays.stream(v)
                .mapToDouble(chain -> Arrays.stream(chain).map(f).average().orElseThrow())
                .toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double squares = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum();
        return (mean - expected) / Math.sqrt(squares / (means.length * (means.length - 1.0)));
    }
}
