package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.federated.AveragingKernel;
import dev.cotangent.runtime.federated.TravellingKernel;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.IntegratorOptions;
import dev.cotangent.runtime.geometry.LocalMetric;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.ensemble.OnFailure;
import dev.cotangent.runtime.sampler.ensemble.PopulationSampler;
import dev.cotangent.runtime.sampler.ensemble.StretchEnsemble;
import dev.cotangent.runtime.sampler.hmc.HmcKernel;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.rmhmc.RiemannianAdaptation;
import dev.cotangent.runtime.sampler.rmhmc.RiemannianKernel;
import dev.cotangent.runtime.sampler.stochastic.LangevinKernel;
import dev.cotangent.runtime.sampler.walnuts.WalnutsKernel;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import java.util.List;
import java.util.Optional;

/** Which sampler runs, with the options that only it has. */
public sealed interface Method {

    /** The multinomial no-U-turn sampler, at most 10 doublings. */
    static Nuts nuts() {
        return new Nuts(10);
    }

    /** Hamiltonian Monte Carlo with a fixed integration time of 2 pi. */
    static StaticHmc hmc() {
        return new StaticHmc(2 * Math.PI);
    }

    /** The no-U-turn sampler with steps halved within the orbit: at most 10 doublings and 10 halvings, errors up to 0.5. */
    static Walnuts walnuts() {
        return new Walnuts(10, 0.5, 10);
    }

    /** A method with a metric that does not depend on the position. */
    sealed interface Euclidean extends Method {
        /**
         * A kernel for one chain.
         *
         * @param jitter relative half width of the step sizes, in [0, 1)
         */
        TunableKernel newKernel(LogDensity target, Metric metric, double stepSize, double jitter);
    }

    /** The figures that its kernels report. */
    List<Statistic> statistics();

    /** Number of doublings at which a trajectory counts as cut; the greatest integer if there is none. */
    int depthLimit();

    /**
     * A sampler on batches of rows, of one place or of shards. It does not adapt: its preconditioner and, if nothing is given, its
     * step size are found before the chains begin. Its draws are approximate.
     *
     * @param options which, and how
     */
    record Stochastic(StochasticOptions options) implements Method {
        @Override
        public List<Statistic> statistics() {
            return switch (options.dynamics()) {
                case DSGLD, FSGLD -> TravellingKernel.STATISTICS;
                case FALD -> AveragingKernel.STATISTICS;
                default -> LangevinKernel.STATISTICS;
            };
        }

        @Override
        public int depthLimit() {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * The multinomial no-U-turn sampler.
     *
     * @param maxDepth limit of doublings a trajectory, 1 to 24
     */
    record Nuts(int maxDepth) implements Euclidean {
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
    record StaticHmc(double integrationTime) implements Euclidean {
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
    record Walnuts(int maxDepth, double maxError, int maxHalvings) implements Euclidean {
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

    /**
     * Riemannian Hamiltonian Monte Carlo: the metric depends on the position.
     *
     * @param metric where the metric comes from
     * @param alpha sharpness of SoftAbs, positive
     * @param integrator how trajectories are followed
     * @param steps steps a trajectory; tuned if empty
     * @param binding strength of the binding of copies, not negative; tuned if empty
     */
    record Riemannian(
            LocalMetricKind metric,
            double alpha,
            IntegratorOptions integrator,
            Optional<Integer> steps,
            Optional<Double> binding)
            implements Method {

        /** Sharpness of SoftAbs if nothing is said: no direction is wider than 30 times the sizes that warmup finds. */
        public static final double DEFAULT_ALPHA = 1000;

        /** Acceptance rate to aim at with copies as variables of their own, whose density no small step preserves. */
        private static final double AUXILIARY_TARGET = 0.65;

        /** Relative half width of the numbers of steps, where they are tuned. */
        private static final double VARIATION = 0.5;

        public Riemannian {
            if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("alpha must be positive and finite, but is " + alpha);
            }
            if (steps.isPresent() && (steps.get() < 1 || steps.get() > 1_000_000)) {
                throw new IllegalArgumentException("steps must be in 1..1000000, but is " + steps.get());
            }
            if (binding.isPresent() && !(binding.get() >= 0 && binding.get() < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("binding must be finite and not negative, but is " + binding.get());
            }
            if (binding.isPresent() && !integrator.hasBinding()) {
                throw new IllegalArgumentException("binding must not be given with " + integrator.text());
            }
        }

        /** With the implicit integrator, and everything tuned. */
        public static Riemannian of(LocalMetricKind metric) {
            return new Riemannian(
                    metric, DEFAULT_ALPHA, IntegratorOptions.implicit(), Optional.empty(), Optional.empty());
        }

        /** The same with another metric. */
        public Riemannian withMetric(LocalMetricKind other) {
            return new Riemannian(other, alpha, integrator, steps, binding);
        }

        /** The acceptance rate to aim at if nothing is said. */
        public double usualTarget(double otherwise) {
            return integrator.rule().filter(rule -> rule == CopyRule.AUXILIARY).isPresent()
                    ? AUXILIARY_TARGET
                    : otherwise;
        }

        /**
         * A kernel for one chain.
         *
         * @param local the metric, used by this kernel alone
         * @param jitter relative half width of the step sizes, in [0, 1)
         */
        public RiemannianKernel newKernel(LocalMetric local, double stepSize, double jitter) {
            return new RiemannianKernel(
                    integrator.of(local, binding.orElse(0.0)),
                    stepSize,
                    steps.orElse(1),
                    jitter,
                    steps.isPresent() ? 0 : VARIATION);
        }

        /**
         * The adaptation of such a kernel.
         *
         * @param warmup number of steps that adapt, positive
         */
        public RiemannianAdaptation newAdaptation(RiemannianKernel kernel, int warmup, AdaptationOptions options) {
            return new RiemannianAdaptation(kernel, warmup, options, steps.isPresent(), binding.isPresent());
        }

        @Override
        public List<Statistic> statistics() {
            return integrator.rule().isPresent() ? RiemannianKernel.STATISTICS_OF_COPIES : RiemannianKernel.STATISTICS;
        }

        @Override
        public int depthLimit() {
            return Integer.MAX_VALUE;
        }
    }

    /** Populations of particles instead of chains: each is one of what a run calls its chains. */
    sealed interface Populations extends Method {

        /** The statistics of a particle that was drawn. */
        List<Statistic> STATISTICS = List.of(Statistic.LOG_DENSITY);

        /**
         * What moves a population.
         *
         * @param dimension number of the prior's standard normals
         */
        PopulationSampler sampler(SamplerOptions options, int dimension);

        /** What becomes of a particle at which a Java function of the model fails. */
        OnFailure onFailure();

        @Override
        default List<Statistic> statistics() {
            return STATISTICS;
        }

        @Override
        default int depthLimit() {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * A population with so many particles, from which draws are taken in the end.
     *
     * @param sampler what moves it
     */
    record Particles(PopulationSampler sampler, OnFailure onFailure) implements Populations {
        @Override
        public PopulationSampler sampler(SamplerOptions options, int dimension) {
            return sampler;
        }
    }

    /**
     * Walkers that stretch through one another, whose states after warmup are the draws.
     *
     * @param walkers even number of walkers; as the dimension asks for if empty
     */
    record Stretch(Optional<Integer> walkers, OnFailure onFailure) implements Populations {
        public Stretch {
            if (walkers.isPresent() && (walkers.get() < 4 || walkers.get() % 2 != 0)) {
                throw new IllegalArgumentException("walkers must be an even number from 4 on, but is " + walkers.get());
            }
        }

        @Override
        public PopulationSampler sampler(SamplerOptions options, int dimension) {
            return new StretchEnsemble(
                    walkers.orElseGet(() -> StretchEnsemble.usualWalkers(dimension)),
                    options.warmup(),
                    options.keptDraws(),
                    options.thin());
        }
    }

    private static void checkDepth(int maxDepth) {
        if (maxDepth < 1 || maxDepth > 24) {
            throw new IllegalArgumentException("maxDepth must be in 1..24, but is " + maxDepth);
        }
    }
}
