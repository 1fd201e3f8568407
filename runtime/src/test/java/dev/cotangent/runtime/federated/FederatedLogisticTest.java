package dev.cotangent.runtime.federated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.ChainMoments;
import dev.cotangent.runtime.fixture.LogisticRows;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.fixture.Simulated;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.run.Fit;
import dev.cotangent.runtime.run.Sampler;
import dev.cotangent.runtime.run.SamplerOptions;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logistic regression over three shards whose covariates lie apart, beside NUTS with all rows. */
@Tag("slow")
class FederatedLogisticTest {

    private static final int DIMENSION = 3;
    private static final int LOCAL = 500;
    private static final double STEP = 1e-4;

    private static Shards shards() {
        List<LocalShards.Shard> list = new ArrayList<>();
        double[] centres = {-1.5, 0.5, 2};
        for (int s = 0; s < centres.length; s++) {
            LogisticRows rows = Simulated.logistic(400, DIMENSION, centres[s], 50 + s);
            list.add(new LocalShards.Shard("shard-" + s, rows.rows(), () -> rows));
        }
        return new LocalShards(list);
    }

    private static Kernel kernel(Shards shards, boolean conducive) throws ShardUnavailableException {
        List<LinearScore> surrogates = new ArrayList<>();
        for (int s = 0; s < shards.count(); s++) {
            surrogates.add(shards.open()
                    .surrogate(
                            s,
                            new SurrogateOptions(SurrogateOptions.Fit.LAPLACE, SurrogateOptions.Shape.FULL, 100, 1)));
        }
        return new TravellingKernel(
                shards,
                new FederatedOptions(StepSchedule.constant(STEP), 20, BatchOrder.REPLACEMENT, LOCAL, List.of()),
                new UnitMetric(DIMENSION),
                conducive ? Optional.of(surrogates) : Optional.empty());
    }

    /**
     * Both means have standard errors of about 0.02 posterior standard deviations, so that a difference of 0.1 is more than three of
     * them; for each of three coefficients one in 2000 correct samplers without bias fails.
     */
    @Test
    void conduciveGradientsGiveThePooledPosteriorWhereTheirLackDoesNot() throws ShardUnavailableException {
        Shards shards = shards();
        Fit nuts = Sampler.run(
                PlainModel.of(new PooledDensity(shards)),
                SamplerOptions.builder()
                        .chains(1)
                        .warmup(300)
                        .draws(3000)
                        .refresh(0)
                        .seed(3)
                        .build());
        double worstWithout = 0;
        for (int i = 0; i < DIMENSION; i++) {
            int coordinate = i;
            double[] draws = nuts.draws().values(nuts.draws().columns().size() - DIMENSION - 2 + i)[0];
            double mean = 0;
            double square = 0;
            for (double draw : draws) {
                mean += draw / draws.length;
                square += draw * draw / draws.length;
            }
            double deviation = Math.sqrt(square - mean * mean);
            double[] start = new double[DIMENSION];
            ChainMoments with =
                    ChainMoments.of(kernel(shards, true), start, 50_000, 2_000_000, 60 + i, q -> q[coordinate]);
            ChainMoments without =
                    ChainMoments.of(kernel(shards, false), start, 50_000, 2_000_000, 60 + i, q -> q[coordinate]);
            assertThat(Math.abs(with.mean() - mean) / deviation).isLessThan(0.1);
            worstWithout = Math.max(worstWithout, Math.abs(without.mean() - mean) / deviation);
        }
        assertThat(worstWithout).isGreaterThan(0.5);
    }
}
