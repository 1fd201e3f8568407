package dev.cotangent.runtime.sampler.rmhmc;

import dev.cotangent.runtime.fixture.CurvedFunnel;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.geometry.LocalIntegrator;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.StepInfo;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Chains that start at exact draws of a funnel, v normal with standard deviation 1, two coordinates beside it: what they say of
 * v, whose moments are known.
 *
 * @param acceptance mean acceptance probability
 * @param jump mean square jump of v
 * @param zMean deviation of the mean of v, in standard errors over chains
 * @param zSquare deviation of the mean of v²
 */
record FunnelStationarity(double acceptance, double jump, double zMean, double zSquare) {

    static final CurvedFunnel TARGET = new CurvedFunnel(2, 1);

    static FunnelStationarity of(
            Function<CurvedFunnel, LocalIntegrator> integrator,
            double stepSize,
            int steps,
            int chains,
            int iterations,
            long seed) {
        RiemannianKernel kernel = new RiemannianKernel(integrator.apply(TARGET), stepSize, steps, 0, 0);
        UniformRandomProvider random = Randomness.seeded(seed);
        ChainState state = new ChainState(3);
        StepInfo info = new StepInfo();
        double acceptance = 0;
        double jump = 0;
        double[] sums = new double[4];
        for (int chain = 0; chain < chains; chain++) {
            kernel.init(TARGET.draw(random), state);
            double mean = 0;
            double square = 0;
            for (int k = 0; k < iterations; k++) {
                double before = state.position()[0];
                kernel.step(state, random, info);
                double v = state.position()[0];
                acceptance += info.acceptanceRate();
                jump += (v - before) * (v - before);
                mean += v / iterations;
                square += v * v / iterations;
            }
            sums[0] += mean;
            sums[1] += mean * mean;
            sums[2] += square - 1;
            sums[3] += (square - 1) * (square - 1);
        }
        double total = (double) chains * iterations;
        return new FunnelStationarity(
                acceptance / total, jump / total, z(sums[0], sums[1], chains), z(sums[2], sums[3], chains));
    }

    private static double z(double sum, double squares, int chains) {
        double mean = sum / chains;
        return mean / Math.sqrt((squares / chains - mean * mean) / (chains - 1));
    }
}
