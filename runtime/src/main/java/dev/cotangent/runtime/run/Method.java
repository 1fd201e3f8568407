package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import java.util.List;

/** Which sampler runs, with the options that only it has. */
public sealed interface Method {

    /** The multinomial no-U-turn sampler, at most 10 doublings. */
    static Method nuts() {
        return new Nuts(10);
    }

    /** Hamiltonian Monte Carlo with a fixed integration time of 2 pi. */
    static Method hmc() {
        return new StaticHmc(2 * Math.PI);
    }

    /**
     * A kernel for one chain.
     *
     * @param jitter relative half width of the step sizes, in [0, 1)
     */
    TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter);

    /** The figures that its kernels report. */
    List<Statistic> statistics();

    /** Number of doublings at which a trajectory counts as cut. */
    int depthLimit();

    /**
     * The multinomial no-U-turn sampler.
     *
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     */
    record Nuts(int maxDepth) implements Method {
        public Nuts {
            if (maxDepth < 1 || maxDepth > 24) {
                throw new IllegalArgumentException("maxDepth must be in 1..24, but is " + maxDepth);
            }
        }

        @Override
        public TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter) {
            return NutsKernel.of(target, metric, stepSize, jitter, maxDepth);
        }

        @Override
        public List<Statistic> statistics() {
            return NutsKernel.STATISTICS;
        }

        @Override
        public int depthLimit() {
            return maxDepth;
        }
    }

    /**
     * Hamiltonian Monte Carlo with a fixed integration time.
     *
     * @param integrationTime product of step size and number of steps, positive
     */
    record StaticHmc(double integrationTime) implements Method {
        public StaticHmc {
            if (!(integrationTime > 0 && integrationTime < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "integrationTime must be positive and finite, but is " + integrationTime);
            }
        }

        @Override
        public TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter) {
            return HmcKernel.of(target, metric, stepSize, jitter, integrationTime);
        }

        @Override
        public List<Statistic> statistics() {
            return HmcKernel.STATISTICS;
        }

        @Override
        public int depthLimit() {
            return Integer.MAX_VALUE;
        }
    }
}
