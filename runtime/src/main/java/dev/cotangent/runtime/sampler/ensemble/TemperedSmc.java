package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.diagnostic.ParetoSmoothing;

/**
 * Sequential Monte Carlo from the prior to the posterior through {@code N(z; 0, I) L(z)^b}. Each exponent b is the largest at
 * which the weights keep a given effective size; then particles are resampled and moved.
 *
 * @param particles number of particles, at least 4
 * @param effectiveFraction effective size of the weights at each exponent, relative to the number of particles, in (0, 1)
 * @param moves moves of each particle at each exponent, positive
 * @param kind how they are moved
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2006.00553.x">Del Moral, Doucet &amp; Jasra (2006), Sequential Monte Carlo
 *     samplers</a>
 */
public record TemperedSmc(int particles, double effectiveFraction, int moves, MoveKind kind)
        implements PopulationSampler {

    /** More temperatures than any run needs whose likelihood is finite. */
    private static final int MOST_STAGES = 10_000;

    public TemperedSmc {
        Settings.atLeast(4, particles, "particles");
        Settings.atLeast(1, moves, "moves");
        Settings.within(0, 1, effectiveFraction, "essFraction");
    }

    @Override
    public boolean needsGradient() {
        return false;
    }

    @Override
    public Population run(Workers workers, ParticleStreams streams, Progress progress) {
        Particles population = Particles.ofPrior(particles, workers, streams);
        if (Weights.logSum(population.logLikelihoods()) == Double.NEGATIVE_INFINITY) {
            throw PopulationException.ofPrior(particles);
        }
        Moves metropolis = new Moves(population, workers, streams, kind);
        double[] none = new double[particles];
        double exponent = 0;
        double logEvidence = 0;
        double leastSize = particles;
        double largestShape = Double.NEGATIVE_INFINITY;
        int stages = 0;
        while (exponent < 1 && stages < MOST_STAGES) {
            double next = Weights.exponent(
                    none,
                    population.logLikelihoods(),
                    exponent,
                    exponent,
                    effectiveFraction * Weights.finite(population.logLikelihoods()));
            Weights.tempered(none, population.logLikelihoods(), next - exponent, population.logWeights());
            logEvidence += Weights.logMean(population.logWeights());
            leastSize = Math.min(leastSize, Weights.effectiveSize(population.logWeights()));
            largestShape = Math.max(
                    largestShape, ParetoSmoothing.of(population.logWeights(), 1).shape());
            Weights.normalise(population.logWeights());
            Shape shape = Shape.of(population.positions(), population.logWeights());
            population.resample(streams.shared());
            exponent = next;
            for (int k = 0; k < moves; k++) {
                metropolis.move(exponent, shape);
            }
            stages++;
            progress.at(exponent);
        }
        return new Population(
                population.positions(),
                population.logLikelihoods(),
                population.logWeights(),
                false,
                new PopulationReport(
                        Exactness.MOVED,
                        particles,
                        workers.calls(),
                        workers.failures(),
                        stages,
                        leastSize,
                        largestShape,
                        logEvidence,
                        metropolis.acceptanceRate()));
    }
}
