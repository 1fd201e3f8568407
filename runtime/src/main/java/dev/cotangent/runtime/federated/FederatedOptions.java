package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.List;

/**
 * How chains travel between shards.
 *
 * @param steps of the updates, as for Langevin dynamics in one place
 * @param batch rows a batch
 * @param order how a batch is chosen; epochs begin anew with every visit of a shard
 * @param localUpdates updates a visit, positive
 * @param probabilities of the shards, positive, summing to 1; proportional to their rows if empty
 */
public record FederatedOptions(
        StepSchedule steps, int batch, BatchOrder order, int localUpdates, List<Double> probabilities) {

    private static final double ROUNDING = 1e-9;

    public FederatedOptions {
        probabilities = List.copyOf(probabilities);
        if (localUpdates < 1) {
            throw new IllegalArgumentException("localSteps must be at least 1, but is " + localUpdates);
        }
        if (order == BatchOrder.PALINDROMES) {
            throw new IllegalArgumentException(
                    "batchOrder must be replacement or epochs with shards, but is palindromes");
        }
        if (!probabilities.isEmpty()) {
            double sum = probabilities.stream().mapToDouble(Double::doubleValue).sum();
            if (probabilities.stream().anyMatch(p -> !(p > 0)) || !(Math.abs(sum - 1) < ROUNDING)) {
                throw new IllegalArgumentException(
                        "shardProbabilities must be positive and sum to 1, but are " + probabilities);
            }
        }
    }

    /** The probability of each shard, all of them being there. */
    double[] probabilities(Shards shards) {
        int count = shards.count();
        double[] result = new double[count];
        if (!probabilities.isEmpty()) {
            if (probabilities.size() != count) {
                throw new IllegalArgumentException("shardProbabilities must be one for each of " + count
                        + " shards, but there are " + probabilities.size());
            }
            java.util.Arrays.setAll(result, probabilities::get);
            return result;
        }
        double rows = 0;
        for (int s = 0; s < count; s++) {
            rows += shards.rows(s);
        }
        for (int s = 0; s < count; s++) {
            result[s] = shards.rows(s) / rows;
        }
        return result;
    }
}
