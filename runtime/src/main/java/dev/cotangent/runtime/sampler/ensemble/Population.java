package dev.cotangent.runtime.sampler.ensemble;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a sampler leaves.
 *
 * @param positions on the scale of the prior's standard normals, shape [n][d]; not to be written to
 * @param logLikelihoods at these, shape [n]; not to be written to
 * @param logWeights logarithms of weights that add up to 1, shape [n]; not to be written to
 * @param ordered true if the particles are the states of Markov chains, one chain after the other
 */
public record Population(
        double[][] positions, double[] logLikelihoods, double[] logWeights, boolean ordered, PopulationReport report) {

    /** Number of particles. */
    public int size() {
        return positions.length;
    }

    /**
     * Indices of particles that stand for equally weighted draws: all in their order if they are states of chains, else drawn
     * by weight and shuffled.
     *
     * @param count number of draws; of chains, no more than there are states
     */
    public int[] draws(int count, UniformRandomProvider random) {
        int[] chosen;
        if (ordered) {
            chosen = new int[Math.min(count, size())];
            for (int k = 0; k < chosen.length; k++) {
                chosen[k] = k;
            }
            return chosen;
        }
        chosen = Weights.systematic(logWeights, count, random);
        for (int k = count - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int moved = chosen[k];
            chosen[k] = chosen[other];
            chosen[other] = moved;
        }
        return chosen;
    }
}
