package dev.cotangent.runtime.run;

import dev.cotangent.runtime.diagnostic.EffectiveSampleSize;
import dev.cotangent.runtime.diagnostic.SteinDiscrepancy;
import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.federated.PooledDensity;
import dev.cotangent.runtime.federated.ShardedModel;
import dev.cotangent.runtime.federated.Shards;
import dev.cotangent.runtime.generate.UnconstrainedDraws;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.sampler.stochastic.Anchor;
import dev.cotangent.runtime.sampler.stochastic.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * How far approximate draws are from the posterior, as far as can be told: their kernel Stein discrepancy, and where gradients of all
 * rows are cheap the comparison with a short run of NUTS.
 *
 * @param stein the discrepancy
 * @param areScoresExact whether its scores are gradients over all rows; else they are estimates
 * @param reference the comparison, if there is one
 */
public record BiasCheck(SteinDiscrepancy stein, boolean areScoresExact, Optional<Reference> reference) {

    private static final int MOST_DRAWS = 1000;
    private static final int LEAST_DRAWS = 100;
    /** Row terms that scores over shards may cost. */
    private static final long SCORE_BUDGET = 20_000_000;
    /** Rows times coordinates up to which a short run of NUTS takes seconds. */
    private static final long REFERENCE_SIZE = 1_000_000;

    private static final int REFERENCE_CHAINS = 2;
    private static final int REFERENCE_WARMUP = 150;
    private static final int REFERENCE_DRAWS = 500;
    private static final int DRAWS_PER_COORDINATE = 10;

    /**
     * Draws beside those of NUTS, on the unconstrained scale.
     *
     * @param draws number of draws of NUTS
     * @param mean largest difference of a mean, in standard deviations
     * @param error standard error of that difference, in the same unit
     * @param smallest smallest ratio of a standard deviation to that of NUTS
     * @param largest largest ratio
     */
    public record Reference(int draws, double mean, double error, double smallest, double largest) {}

    /**
     * Checks draws.
     *
     * @param model what they were drawn from; has a density by rows, or shards
     * @param draws with all parameters
     * @param withReference whether NUTS may run for comparison where it is cheap
     * @throws dev.cotangent.runtime.model.DataException if parameters are missing
     */
    public static BiasCheck of(Model model, ColumnSource draws, boolean withReference) {
        long rows = rows(model);
        int limit = model instanceof ShardedModel
                ? (int) Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, SCORE_BUDGET / rows))
                : MOST_DRAWS;
        double[][][] chains = UnconstrainedDraws.of(model, draws, limit);
        double[][] pooled = Arrays.stream(chains).flatMap(Arrays::stream).toArray(double[][]::new);
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(pooled.length);
        boolean exact = model instanceof ShardedModel || Scores.areExact(additive(model));
        SteinDiscrepancy stein = SteinDiscrepancy.of(pooled, scores(model, pooled, random));
        boolean affordable = rows * model.layout().dimension() <= REFERENCE_SIZE && Double.isFinite(stein.floor());
        return new BiasCheck(
                stein,
                exact,
                withReference && affordable ? Optional.of(reference(model, chains, pooled)) : Optional.empty());
    }

    private static long rows(Model model) {
        if (!(model instanceof ShardedModel sharded)) {
            return additive(model).rows();
        }
        Shards shards = sharded.shards();
        long rows = 0;
        for (int s = 0; s < shards.count(); s++) {
            rows += shards.rows(s);
        }
        return rows;
    }

    private static Additive additive(Model model) {
        return model.newAdditiveDensity()
                .orElseThrow(() -> new NotByRowsException(model.name() + " has no density by rows"));
    }

    private static double[][] scores(Model model, double[][] draws, UniformRandomProvider random) {
        if (model instanceof ShardedModel sharded) {
            PooledDensity density = new PooledDensity(sharded.shards());
            double[][] scores = new double[draws.length][density.dimension()];
            for (int k = 0; k < draws.length; k++) {
                density.gradient(draws[k], scores[k]);
            }
            return scores;
        }
        Additive target = additive(model);
        return Scores.of(target, draws, Anchor.at(mean(draws), target), random);
    }

    private static double[] mean(double[][] draws) {
        double[] mean = new double[draws[0].length];
        for (double[] draw : draws) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += draw[i] / draws.length;
            }
        }
        return mean;
    }

    private static Reference reference(Model model, double[][][] chains, double[][] pooled) {
        double[] mean = mean(pooled);
        Fit fit = Sampler.run(
                model,
                SamplerOptions.builder()
                        .chains(REFERENCE_CHAINS)
                        .threads(REFERENCE_CHAINS)
                        .warmup(REFERENCE_WARMUP)
                        .draws(REFERENCE_DRAWS)
                        .refresh(0)
                        .seed(pooled.length)
                        .initialisation(new Initialisation.WarmStart(
                                List.of(new Initialisation.WarmStart.End(mean, 1, metric(pooled, mean)))))
                        .metric(metric(pooled, mean))
                        .build());
        double[][][] exact = UnconstrainedDraws.of(model, fit.draws(), REFERENCE_CHAINS * REFERENCE_DRAWS);
        double worst = -1;
        double error = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < mean.length; i++) {
            double[][] ours = coordinate(chains, i);
            double[][] theirs = coordinate(exact, i);
            double deviation = deviation(theirs);
            double difference = Math.abs(average(ours) - average(theirs)) / deviation;
            double ratio = deviation(ours) / deviation;
            if (difference > worst) {
                worst = difference;
                error = Math.sqrt(
                        1 / EffectiveSampleSize.mean(theirs) + ratio * ratio / EffectiveSampleSize.mean(ours));
            }
            smallest = Math.min(smallest, ratio);
            largest = Math.max(largest, ratio);
        }
        return new Reference(REFERENCE_CHAINS * REFERENCE_DRAWS, worst, error, smallest, largest);
    }

    private static Metric metric(double[][] draws, double[] mean) {
        int n = mean.length;
        double[][] covariance = new double[n][n];
        for (double[] draw : draws) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] += (draw[i] - mean[i]) * (draw[j] - mean[j]) / (draws.length - 1);
                }
            }
        }
        if (draws.length >= DRAWS_PER_COORDINATE * n) {
            return DenseMetric.of(covariance);
        }
        double[] variances = new double[n];
        Arrays.setAll(variances, i -> covariance[i][i]);
        return DiagonalMetric.of(variances);
    }

    private static double[][] coordinate(double[][][] chains, int i) {
        List<double[]> values = new ArrayList<>();
        for (double[][] chain : chains) {
            values.add(Arrays.stream(chain).mapToDouble(draw -> draw[i]).toArray());
        }
        return values.toArray(double[][]::new);
    }

    private static double average(double[][] chains) {
        double sum = 0;
        int count = 0;
        for (double[] chain : chains) {
            for (double value : chain) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    private static double deviation(double[][] chains) {
        double mean = average(chains);
        double sum = 0;
        int count = 0;
        for (double[] chain : chains) {
            for (double value : chain) {
                sum += (value - mean) * (value - mean);
                count++;
            }
        }
        return Math.sqrt(sum / (count - 1));
    }
}
