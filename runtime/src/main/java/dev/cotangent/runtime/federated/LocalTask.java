package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;

/**
 * Updates that a shard is asked to make with its own rows, of the form {@code q += (eps / 2) C g + noise}, with
 *
 * <pre>  g = grad rest(q) + weight (N_s / n) sum over a batch of grad term_i(q) + conducive(q)</pre>
 *
 * and noise that is normal with covariance {@code eps C} where the shard goes alone. Where several shards go side by side and are
 * averaged, it is {@code sqrt(eps) (rho xi + sqrt((1 - rho²) / share) xi_s)}, xi being the same for all of them. A task has everything
 * that decides its result, so that a shard needs no memory of earlier ones.
 *
 * @param start q before the first update, shape [n]; not modified
 * @param updates number of updates, positive
 * @param stepSize eps
 * @param metric its inverse mass matrix is the preconditioner C
 * @param batch rows a batch
 * @param order how they are chosen; a shard cannot have {@link BatchOrder#PALINDROMES}
 * @param weight of the likelihood: one over the probability, or the share, of the shard
 * @param conducive what is added to the gradient
 * @param noise correlation and share of the noise
 * @param seed of batches and of noise that is the shard's own
 */
public record LocalTask(
        double[] start,
        int updates,
        double stepSize,
        Metric metric,
        int batch,
        BatchOrder order,
        double weight,
        LinearScore conducive,
        Noise noise,
        long seed) {

    /**
     * How the noise of shards is related.
     *
     * @param correlation rho, in [0, 1]
     * @param share weight of the shard in the average, in (0, 1]
     * @param commonSeed of what all shards have in common
     */
    public record Noise(double correlation, double share, long commonSeed) {
        /** The noise of a shard that goes alone. */
        public static final Noise ALONE = new Noise(0, 1, 0);
    }
}
