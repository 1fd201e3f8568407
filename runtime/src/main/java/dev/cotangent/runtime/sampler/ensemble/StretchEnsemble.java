package dev.cotangent.runtime.sampler.ensemble;

import java.util.Arrays;

/**
 * The affine-invariant ensemble of walkers that stretch through one another, from draws of the prior.
 *
 * @param walkers an even number, at least 4, and at least twice the dimension for walkers to reach every direction
 * @param warmup iterations of all walkers that are left out, not negative
 * @param draws states to keep, of all walkers together, not negative
 * @param thin keeps one iteration in so many
 * @see <a href="https://doi.org/10.2140/camcos.2010.5.65">Goodman &amp; Weare (2010), Ensemble samplers with affine
 *     invariance</a>
 */
public record StretchEnsemble(int walkers, int warmup, int draws, int thin) implements PopulationSampler {

    public StretchEnsemble {
        Settings.atLeast(4, walkers, "walkers");
        Settings.atLeast(0, warmup, "warmup");
        Settings.atLeast(0, draws, "draws");
        Settings.atLeast(1, thin, "thin");
        if (walkers % 2 != 0) {
            throw new IllegalArgumentException("walkers must be an even number, but is " + walkers);
        }
    }

    /** The usual number of walkers for a dimension. */
    public static int usualWalkers(int dimension) {
        return Math.max(20, 2 * dimension + 2);
    }

    @Override
    public int particles() {
        return walkers;
    }

    @Override
    public boolean needsGradient() {
        return false;
    }

    @Override
    public Population run(Workers workers, ParticleStreams streams, Progress progress) {
        if (walkers <= workers.dimension()) {
            throw new PopulationException("walkers must be more than the " + workers.dimension()
                    + " dimensions of the model, or they never leave a subspace, but is " + walkers);
        }
        Particles ensemble = Particles.ofPrior(walkers, workers, streams);
        if (Weights.logSum(ensemble.logLikelihoods()) == Double.NEGATIVE_INFINITY) {
            throw PopulationException.ofPrior(walkers);
        }
        int kept = (draws + walkers - 1) / walkers;
        int iterations = warmup + kept * thin;
        Moves moves = new Moves(ensemble, workers, streams, MoveKind.STRETCH);
        // one walker after the other, so that neighbours are as dependent as states of one chain are
        double[][] positions = new double[kept * walkers][];
        double[] logLikelihoods = new double[kept * walkers];
        for (int iteration = 0; iteration < iterations; iteration++) {
            moves.stretch(1);
            int after = iteration + 1 - warmup;
            if (after > 0 && after % thin == 0) {
                for (int i = 0; i < walkers; i++) {
                    int place = i * kept + after / thin - 1;
                    positions[place] = ensemble.positions()[i].clone();
                    logLikelihoods[place] = ensemble.logLikelihoods()[i];
                }
            }
            progress.at((iteration + 1.0) / iterations);
        }
        double[] logWeights = new double[positions.length];
        Arrays.fill(logWeights, -StrictMath.log(positions.length));
        return new Population(
                positions,
                logLikelihoods,
                logWeights,
                true,
                new PopulationReport(
                        Exactness.MARKOV,
                        walkers,
                        workers.calls(),
                        workers.failures(),
                        iterations,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        moves.acceptanceRate()));
    }
}
