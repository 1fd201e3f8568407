package dev.cotangent.runtime.sampler.ensemble;

import java.util.function.Function;

/** Estimates of several runs that differ in their seeds, and how far their mean is from a true value. */
record Estimates(double[] values) {

    /** Runs a sampler with seeds 1, 2, ... and takes a figure of each population. */
    static Estimates[] of(
            Posterior posterior, PopulationSampler sampler, int runs, Function<Population, double[]> figures) {
        double[][] found = new double[runs][];
        for (int run = 0; run < runs; run++) {
            found[run] = figures.apply(population(posterior, sampler, 1 + run, 2));
        }
        Estimates[] estimates = new Estimates[found[0].length];
        for (int k = 0; k < estimates.length; k++) {
            double[] values = new double[runs];
            for (int run = 0; run < runs; run++) {
                values[run] = found[run][k];
            }
            estimates[k] = new Estimates(values);
        }
        return estimates;
    }

    static Population population(Posterior posterior, PopulationSampler sampler, long seed, int threads) {
        try (Workers workers = new Workers(() -> posterior, threads, OnFailure.ERROR, () -> {})) {
            return sampler.run(workers, ParticleStreams.of(seed, 0, sampler.particles()), fraction -> {});
        }
    }

    /** Evidence, then the expectations of all coordinates and of their squares. */
    static double[] moments(Population population) {
        int d = population.positions()[0].length;
        double[] moments = new double[1 + 2 * d];
        moments[0] = StrictMath.exp(population.report().logEvidence());
        for (int i = 0; i < population.size(); i++) {
            double weight = StrictMath.exp(population.logWeights()[i]);
            for (int k = 0; k < d; k++) {
                double z = population.positions()[i][k];
                moments[1 + k] += weight * z;
                moments[1 + d + k] += weight * z * z;
            }
        }
        return moments;
    }

    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    double standardError() {
        double mean = mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** Distance from the truth in standard errors. */
    double score(double truth) {
        return (mean() - truth) / standardError();
    }
}
