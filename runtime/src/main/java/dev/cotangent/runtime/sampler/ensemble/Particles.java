package dev.cotangent.runtime.sampler.ensemble;

import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;

/** Particles with their log likelihoods and log weights. Mutable; a sampler's own until it returns them. */
final class Particles {

    private final double[][] positions;
    private final double[] logLikelihoods;
    private final double[] logWeights;

    private Particles(double[][] positions) {
        this.positions = positions;
        this.logLikelihoods = new double[positions.length];
        this.logWeights = new double[positions.length];
    }

    /** Particles at the origin, not evaluated. */
    static Particles atOrigin(int count, int dimension) {
        return new Particles(new double[count][dimension]);
    }

    /** Evaluated draws from the prior, of weight 1. */
    static Particles ofPrior(int count, Workers workers, ParticleStreams streams) {
        Particles particles = atOrigin(count, workers.dimension());
        workers.forEach(count, (evaluator, i) -> {
            StandardNormal.fill(streams.particles()[i], particles.positions[i]);
            particles.logLikelihoods[i] = evaluator.logLikelihood(particles.positions[i]);
        });
        return particles;
    }

    int count() {
        return positions.length;
    }

    int dimension() {
        return positions[0].length;
    }

    double[][] positions() {
        return positions;
    }

    double[] logLikelihoods() {
        return logLikelihoods;
    }

    double[] logWeights() {
        return logWeights;
    }

    /**
     * Replaces the particles by a choice of themselves, with equal weights that add up to 1.
     *
     * @return the indices of those that were chosen
     */
    int[] resample(UniformRandomProvider random) {
        int[] chosen = Weights.systematic(logWeights, count(), random);
        double[][] old = new double[count()][];
        double[] oldLikelihoods = logLikelihoods.clone();
        for (int i = 0; i < count(); i++) {
            old[i] = positions[i].clone();
        }
        double equal = -StrictMath.log(count());
        for (int i = 0; i < count(); i++) {
            System.arraycopy(old[chosen[i]], 0, positions[i], 0, dimension());
            logLikelihoods[i] = oldLikelihoods[chosen[i]];
            logWeights[i] = equal;
        }
        return chosen;
    }
}
