package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.GaussianRows;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.random.StandardNormal;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The example of El Mekkaoui et al. (2021): ten shards of 200 points of the plane around centres uniform in (-6, 6)², covariance
 * .125 I, x ~ normal(mu, 1), mu ~ normal(0, I / .2).
 */
final class ToyBlobs {

    static final int SHARDS = 10;
    static final int ROWS = 200;
    static final int BATCH = 10;
    static final double STEP = 1e-4;
    private static final double PRIOR = 0.2;

    final List<double[][]> shardRows = new ArrayList<>();
    final GaussianRows pooled;
    final Shards shards;

    ToyBlobs(long seed) {
        UniformRandomProvider random = Randomness.seeded(seed);
        double[][] all = new double[SHARDS * ROWS][];
        List<LocalShards.Shard> list = new ArrayList<>();
        for (int s = 0; s < SHARDS; s++) {
            double[] centre = {12 * random.nextDouble() - 6, 12 * random.nextDouble() - 6};
            double[][] rows = new double[ROWS][2];
            for (double[] row : rows) {
                for (int i = 0; i < 2; i++) {
                    row[i] = centre[i] + Math.sqrt(0.125) * StandardNormal.draw(random);
                }
            }
            shardRows.add(rows);
            System.arraycopy(rows, 0, all, s * ROWS, ROWS);
            list.add(new LocalShards.Shard("shard-" + (s + 1), ROWS, () -> new GaussianRows(rows, 1, PRIOR)));
        }
        pooled = new GaussianRows(all, 1, PRIOR);
        shards = new LocalShards(list);
    }

    FederatedOptions options(int localUpdates) {
        return new FederatedOptions(
                StepSchedule.constant(STEP), BATCH, BatchOrder.REPLACEMENT, localUpdates, List.of());
    }

    Kernel dsgld(int localUpdates) {
        return new TravellingKernel(shards, options(localUpdates), new UnitMetric(2), Optional.empty());
    }

    Kernel fsgld(int localUpdates) {
        return new TravellingKernel(shards, options(localUpdates), new UnitMetric(2), Optional.of(surrogates()));
    }

    List<LinearScore> surrogates() {
        Shards.Session session = shards.open();
        List<LinearScore> surrogates = new ArrayList<>();
        for (int s = 0; s < SHARDS; s++) {
            try {
                surrogates.add(session.surrogate(
                        s, new SurrogateOptions(SurrogateOptions.Fit.LAPLACE, SurrogateOptions.Shape.FULL, 100, 1)));
            } catch (ShardUnavailableException e) {
                throw new AssertionError(e);
            }
        }
        return surrogates;
    }

    /** Variance of the gradient's noise within a shard, averaged over shards: of a batch drawn with replacement, weighted by 1 / f. */
    double gradientVariance(int coordinate) {
        double sum = 0;
        for (double[][] rows : shardRows) {
            double within = new GaussianRows(rows, 1, PRIOR).variance(coordinate);
            double weight = (double) ROWS / BATCH * SHARDS;
            sum += weight * weight * BATCH * within / SHARDS;
        }
        return sum;
    }

    /** (eps + eps² V / 4) / (1 - (1 - eps P / 2)²). */
    double variance(int coordinate) {
        double contraction = 1 - STEP * pooled.posteriorPrecision() / 2;
        return (STEP + STEP * STEP * gradientVariance(coordinate) / 4) / (1 - contraction * contraction);
    }

    /** Variance of the shards' optima, with divisor S. */
    double optimaVariance(int coordinate) {
        double[] optima = new double[SHARDS];
        double mean = 0;
        for (int s = 0; s < SHARDS; s++) {
            optima[s] = new GaussianRows(shardRows.get(s), 1, 0).posteriorMean(coordinate);
            mean += optima[s] / SHARDS;
        }
        double squares = 0;
        for (double optimum : optima) {
            squares += (optimum - mean) * (optimum - mean) / SHARDS;
        }
        return squares;
    }
}
