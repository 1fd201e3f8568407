package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.walnuts.WalnutsKernel;
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

    /** The no-U-turn sampler with steps halved within the orbit: at most 10 doublings and 10 halvings, errors up to 0.5. */
    static Walnuts walnuts() {
        return new Walnuts(10, 0.5, 10);
    }

    /**
     * A kernel for one chain.
     *
     * @param jitter relative half width of the step sizes, in [0, 1)
     */
    TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter);

    /** The figures that its kernels report. */
    List<Statistic> statistics();

    /** Number of doublings at which a trajectory counts as cut; the greatest integer if there is none. */
    int depthLimit();

    /**
     * The multinomial no-U-turn sampler.
     *
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     */
    record Nuts(int maxDepth) implements Method {
        public Nuts {
            checkDepth(maxDepth);
        }

        @Override
        public TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter) {
            return NutsKernel.of(Flow.leapfrog(target, metric, stepSize), jitter, maxDepth);
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
            return HmcKernel.of(Flow.leapfrog(target, metric, stepSize), jitter, integrationTime);
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

    /**
     * The no-U-turn sampler with steps halved within the orbit.
     *
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     * @param maxError largest range of the energy along a step, in nats; positive
     * @param maxHalvings limit of halvings of a step, 0 to 20
     */
    record Walnuts(int maxDepth, double maxError, int maxHalvings) implements Method {
        public Walnuts {
            checkDepth(maxDepth);
            if (!(maxError > 0 && maxError < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("maxError must be positive and finite, but is " + maxError);
            }
            if (maxHalvings < 0 || maxHalvings > 20) {
                throw new IllegalArgumentException("maxHalvings must be in 0..20, but is " + maxHalvings);
            }
        }

        @Override
        public TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter) {
            return WalnutsKernel.of(Flow.leapfrog(target, metric, stepSize), jitter, maxDepth, maxError, maxHalvings);
        }

        @Override
        public List<Statistic> statistics() {
            return WalnutsKernel.STATISTICS;
        }

        @Override
        public int depthLimit() {
            return maxDepth;
        }
    }

    private static void checkDepth(int maxDepth) {
        if (maxDepth < 1 || maxDepth > 24) {
            throw new IllegalArgumentException("maxDepth must be in 1..24, but is " + maxDepth);
        }
    }
}
