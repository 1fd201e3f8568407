package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.AdaptationScheme;
import java.util.List;
import java.util.Optional;

/**
 * What to run. Build with {@link #builder()}; defaults as CmdStan's, except for four chains.
 *
 * @param method sampler
 * @param chains number of chains, positive
 * @param warmup iterations that adapt and are not draws; with 0, step size and metric stay as given
 * @param draws iterations after warmup
 * @param thin keeps one iteration in so many, the first included
 * @param saveWarmup whether warmup iterations are kept too
 * @param select names of the variables to write, as {@link VariableSelection} has them; all if empty
 * @param seed determines every random number of the run
 * @param threads chains that run at the same time; has no influence on the draws
 * @param refresh iterations between progress reports of a chain; 0 for none
 * @param metricKind shape of the metric
 * @param initialMetric metric to start from, of that shape; the identity if empty
 * @param stepSize step size to start from, positive
 * @param stepSizeJitter relative half width of the step sizes of trajectories, in [0, 1)
 * @param adaptation how warmup adapts
 * @param initialisation where chains start
 */
public record SamplerOptions(
        Method method,
        int chains,
        int warmup,
        int draws,
        int thin,
        boolean saveWarmup,
        List<String> select,
        long seed,
        int threads,
        int refresh,
        MetricKind metricKind,
        Optional<Metric> initialMetric,
        double stepSize,
        double stepSizeJitter,
        AdaptationOptions adaptation,
        Initialisation initialisation) {

    /** Iterations of warmup if nothing is said. */
    public static final int DEFAULT_WARMUP = 600;

    public SamplerOptions {
        select = List.copyOf(select);
        atLeast(1, chains, "chains");
        atLeast(0, warmup, "warmup");
        atLeast(0, draws, "draws");
        atLeast(1, thin, "thin");
        atLeast(1, threads, "threads");
        atLeast(0, refresh, "refresh");
        if (!(stepSize > 0 && stepSize < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("stepSize must be positive and finite, but is " + stepSize);
        }
        if (!(stepSizeJitter >= 0 && stepSizeJitter < 1)) {
            throw new IllegalArgumentException("stepSizeJitter must be in [0, 1), but is " + stepSizeJitter);
        }
        if (initialisation.chains() > 0 && initialisation.chains() < chains) {
            throw new IllegalArgumentException("init is given for " + initialisation.chains()
                    + " chains, but there are " + chains + ": give one for all, or one for each");
        }
        if (metricKind == MetricKind.LOW_RANK && adaptation.scheme() == AdaptationScheme.WINDOWS) {
            throw new IllegalArgumentException(
                    "metric must be unit, diagonal or dense with adaptation windows, but is low-rank");
        }
        if (method instanceof Method.Riemannian && initialisation instanceof Initialisation.WarmStart) {
            throw new IllegalArgumentException(
                    "method must be nuts, walnuts or hmc with a warm start, but is rmhmc, whose metric is no matrix");
        }
        if (initialMetric.isPresent() && initialMetric.get().kind() != metricKind) {
            throw new IllegalArgumentException("initialMetric must be " + metricKind + ", but is "
                    + initialMetric.get().kind());
        }
    }

    /** The metric that a scheme adapts if nothing is said. */
    private static MetricKind usualMetric(AdaptationScheme scheme) {
        return scheme == AdaptationScheme.WINDOWS ? MetricKind.DIAGONAL : MetricKind.LOW_RANK;
    }

    private static void atLeast(int least, int found, String name) {
        if (found < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + found);
        }
    }

    /** The same options with another method. */
    public SamplerOptions withMethod(Method other) {
        return new SamplerOptions(
                other,
                chains,
                warmup,
                draws,
                thin,
                saveWarmup,
                select,
                seed,
                threads,
                refresh,
                metricKind,
                initialMetric,
                stepSize,
                stepSizeJitter,
                adaptation,
                initialisation);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Draws that a chain keeps if it is not cancelled. */
    public int keptDraws() {
        return kept(draws);
    }

    /** Warmup iterations that a chain keeps if it is not cancelled. */
    public int keptWarmup() {
        return saveWarmup ? kept(warmup) : 0;
    }

    private int kept(int iterations) {
        return (iterations + thin - 1) / thin;
    }

    /** Collects options; every setter has a default, but the seed should be chosen. */
    public static final class Builder {
        private Method method = Method.nuts();
        private int chains = 4;
        private int warmup = DEFAULT_WARMUP;
        private int draws = 1000;
        private int thin = 1;
        private boolean saveWarmup;
        private List<String> select = List.of();
        private long seed;
        private int threads = Runtime.getRuntime().availableProcessors();
        private int refresh = 100;
        private Optional<MetricKind> metricKind = Optional.empty();
        private Optional<Metric> initialMetric = Optional.empty();
        private double stepSize = 1;
        private double stepSizeJitter;
        private AdaptationOptions adaptation = AdaptationOptions.defaults();
        private Initialisation initialisation = Initialisation.climbed();

        private Builder() {}

        public Builder method(Method value) {
            method = value;
            return this;
        }

        public Builder chains(int value) {
            chains = value;
            return this;
        }

        public Builder warmup(int value) {
            warmup = value;
            return this;
        }

        public Builder draws(int value) {
            draws = value;
            return this;
        }

        public Builder thin(int value) {
            thin = value;
            return this;
        }

        public Builder saveWarmup(boolean value) {
            saveWarmup = value;
            return this;
        }

        public Builder select(List<String> value) {
            select = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder threads(int value) {
            threads = value;
            return this;
        }

        public Builder refresh(int value) {
            refresh = value;
            return this;
        }

        /** Sets the shape of the metric and starts from the identity. */
        public Builder metric(MetricKind value) {
            metricKind = Optional.of(value);
            initialMetric = Optional.empty();
            return this;
        }

        /** Sets the metric to start from, and with it the shape. */
        public Builder metric(Metric value) {
            metricKind = Optional.of(value.kind());
            initialMetric = Optional.of(value);
            return this;
        }

        public Builder stepSize(double value) {
            stepSize = value;
            return this;
        }

        public Builder stepSizeJitter(double value) {
            stepSizeJitter = value;
            return this;
        }

        public Builder targetAccept(double value) {
            adaptation = adaptation.withTargetAccept(value);
            return this;
        }

        /** Sets everything about adaptation, a target rate set before included. */
        public Builder adaptation(AdaptationOptions value) {
            adaptation = value;
            return this;
        }

        public Builder initialisation(Initialisation value) {
            initialisation = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if one is outside its domain
         */
        public SamplerOptions build() {
            return new SamplerOptions(
                    method,
                    chains,
                    warmup,
                    draws,
                    thin,
                    saveWarmup,
                    select,
                    seed,
                    threads,
                    refresh,
                    metricKind.orElseGet(() -> usualMetric(adaptation.scheme())),
                    initialMetric,
                    stepSize,
                    stepSizeJitter,
                    adaptation,
                    initialisation);
        }
    }
}
