package dev.cotangent.runtime.federated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.fixture.ChainMoments;
import dev.cotangent.runtime.fixture.GaussianRows;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of chains over shards that are known; false alarms as {@link ChainMoments#assertIs} has them, or as stated. */
class FederatedTest {

    /**
     * With surrogates that are exact, where the chain is makes no difference, and the variance is that of one place. 4 million
     * updates have a standard error of 0.5 % of the variance; 5 % is ten of them.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200})
    void conduciveGradientsGiveTheVarianceOfOnePlace(int local) {
        ToyBlobs toy = new ToyBlobs(5);
        double mean = toy.pooled.posteriorMean(0);
        ChainMoments found = ChainMoments.of(
                toy.fsgld(local), new double[] {mean, 0}, 1000, 1_000_000, local, q -> (q[0] - mean) * (q[0] - mean));
        assertThat(toy.variance(0)).isBetween(1.0e-3, 1.4e-3);
        assertThat(found.mean()).isCloseTo(toy.variance(0), within(0.05 * toy.variance(0)));
        found.assertIs(toy.variance(0), 0.02);
    }

    /**
     * Without them the variance is a known multiple of that of the shards' optima, found with 64 chains of numpy; 10 % are more than
     * five standard errors of 100 parts.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.0526, 1000000", "20, 0.584, 4000000", "200, 0.953, 20000000"})
    void withoutThemTheChainFollowsTheShards(int local, double multiple, long updates) {
        ToyBlobs toy = new ToyBlobs(5);
        double mean = toy.pooled.posteriorMean(0);
        ChainMoments found = ChainMoments.of(
                toy.dsgld(local),
                new double[] {mean, 0},
                20_000,
                updates,
                3 + local,
                q -> (q[0] - mean) * (q[0] - mean));
        double expected = multiple * toy.optimaVariance(0);
        assertThat(found.mean()).isCloseTo(expected, within(0.1 * expected));
    }

    private static Shards normals(double[] precisions, double[] means) {
        List<LocalShards.Shard> list = new ArrayList<>();
        for (int s = 0; s < means.length; s++) {
            GaussianRows rows = GaussianRows.of(precisions[s], 0, means[s]);
            list.add(new LocalShards.Shard("shard-" + s, 1, () -> rows));
        }
        return new LocalShards(list);
    }

    private static FederatedOptions options(double eps, int local, Double... probabilities) {
        return new FederatedOptions(
                StepSchedule.constant(eps), 1, BatchOrder.REPLACEMENT, local, Arrays.asList(probabilities));
    }

    /**
     * Five shards of precision 1/5 around 0: the average has the law of one chain, eps / (1 - (1 - eps / 2)²), whatever the
     * correlation of the noise, the number of local updates and how many take part.
     */
    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0.6, 4, 0", "1, 3, 0", "0, 2, 2", "0.5, 1, 7"})
    void averagesHaveTheNoiseOfOneChain(double correlation, int local, int participants) {
        double eps = 0.4;
        double[] fifths = {0.2, 0.2, 0.2, 0.2, 0.2};
        Kernel kernel = new AveragingKernel(
                normals(fifths, new double[5]), options(eps, local), new UnitMetric(1), correlation, participants);
        ChainMoments.of(kernel, new double[1], 100, 200_000, 6, q -> q[0] * q[0])
                .assertIs(eps / (1 - (1 - eps / 2) * (1 - eps / 2)), 0.01);
    }

    /** The fixed point of averaging for shards of unequal curvature, which is not the posterior mean where K is above 1. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void averagesOfUnequalShardsHaveTheBiasOfTheFixedPoint(int local) {
        double[] p = {0.5, 0.3, 0.2};
        double[] precisions = {2, 0.3, 1};
        double[] means = {-1, 3, 2};
        double eps = 0.2;
        double above = 0;
        double below = 0;
        double truth = 0;
        for (int s = 0; s < p.length; s++) {
            double moved = 1 - StrictMath.pow(1 - eps / 2 * precisions[s] / p[s], local);
            above += p[s] * moved * means[s];
            below += p[s] * moved;
            truth += precisions[s] * means[s] / (precisions[0] + precisions[1] + precisions[2]);
        }
        ChainMoments found = ChainMoments.of(
                new AveragingKernel(
                        normals(precisions, means), options(eps, local, 0.5, 0.3, 0.2), new UnitMetric(1), 0.3, 0),
                new double[1],
                100,
                200_000,
                7,
                q -> q[0]);
        found.assertIs(above / below, 0.1);
        assertThat(Math.abs(above / below - truth) > 0.05).isEqualTo(local > 1);
    }

    /** Shards of which one stops answering after some questions. */
    private static final class Failing implements Shards {
        private final Shards all;
        private final int failing;
        private final int answers;

        Failing(Shards all, int failing, int answers) {
            this.all = all;
            this.failing = failing;
            this.answers = answers;
        }

        @Override
        public int count() {
            return all.count();
        }

        @Override
        public String name(int shard) {
            return all.name(shard);
        }

        @Override
        public int rows(int shard) {
            return all.rows(shard);
        }

        @Override
        public Session open() {
            Session session = all.open();
            return new Session() {
                private int asked;

                @Override
                public int dimension() {
                    return session.dimension();
                }

                @Override
                public double rest(double[] q, double[] gradient) {
                    return session.rest(q, gradient);
                }

                @Override
                public double likelihood(int shard, double[] q, double[] gradient) throws ShardUnavailableException {
                    return session.likelihood(shard, q, gradient);
                }

                @Override
                public int update(int shard, LocalTask task, double[] iterates) throws ShardUnavailableException {
                    if ((shard == failing || failing < 0) && ++asked > answers) {
                        throw new ShardUnavailableException("connection refused");
                    }
                    return session.update(shard, task, iterates);
                }

                @Override
                public LinearScore surrogate(int shard, SurrogateOptions options) throws ShardUnavailableException {
                    return session.surrogate(shard, options);
                }
            };
        }
    }

    @Test
    void theSurrogateStandsForAShardThatIsLost() {
        double[] precisions = {2, 1, 3};
        double[] means = {-1, 3, 2};
        Shards shards = new Failing(normals(precisions, means), 1, 10);
        List<LinearScore> surrogates = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            surrogates.add(new LinearScore(new double[] {precisions[s] * means[s]}, new double[][] {{precisions[s]}}));
        }
        double eps = 0.05;
        Kernel kernel = new TravellingKernel(shards, options(eps, 3), new UnitMetric(1), Optional.of(surrogates));
        // the posterior mean of all three
        ChainMoments.of(kernel, new double[] {1}, 1000, 400_000, 8, q -> q[0]).assertIs(7 / 6.0, 0.005);
        assertThat(kernel.remarks())
                .singleElement()
                .asString()
                .startsWith("shard shard-1 stopped answering after ")
                .endsWith("its surrogate stands for its rows");
    }

    @Test
    void withoutSurrogatesItsRowsAreLeftOut() {
        Shards shards = new Failing(normals(new double[] {2, 1, 3}, new double[] {-1, 3, 2}), 1, 10);
        Kernel kernel = new TravellingKernel(shards, options(0.02, 1), new UnitMetric(1), Optional.empty());
        ChainMoments.of(kernel, new double[] {1}, 1000, 1_000_000, 9, q -> q[0]).assertIs(4 / 5.0, 0.01);
        assertThat(kernel.remarks()).singleElement().asString().endsWith("the draws leave its rows out");
    }

    @Test
    void withoutAnyShardThereIsNoChain() {
        Shards shards = new Failing(normals(new double[] {2, 1}, new double[] {-1, 3}), -1, 5);
        Kernel kernel = new TravellingKernel(shards, options(0.02, 1), new UnitMetric(1), Optional.empty());
        ChainState state = new ChainState(1);
        kernel.init(new double[1], state);
        UniformRandomProvider random = Randomness.seeded(1);
        assertThatThrownBy(() -> {
                    for (int k = 0; k < 100; k++) {
                        kernel.step(state, random, new StepInfo());
                    }
                })
                .isInstanceOf(NoShardsException.class)
                .hasMessageContaining("no shard answers any more")
                .hasMessageContaining("connection refused");
    }

    @Test
    void probabilitiesAreOneAShardAndSumToOne() {
        Shards shards = normals(new double[] {2, 1}, new double[] {-1, 3});
        assertThatThrownBy(() -> options(0.1, 1, 0.5, 0.6)).hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> new TravellingKernel(
                        shards, options(0.1, 1, 0.5, 0.25, 0.25), new UnitMetric(1), Optional.empty()))
                .hasMessage("shardProbabilities must be one for each of 2 shards, but there are 3");
    }

    /** Moments of 4000 local draws, divided by the prior: within 6 % of the precision, five errors of a variance, and of the mean. */
    @Test
    void surrogatesByMomentsExcludeThePrior() throws ShardUnavailableException {
        ToyBlobs toy = new ToyBlobs(5);
        LinearScore laplace = toy.surrogates().get(2);
        assertThat(laplace.matrix()[0][0]).isCloseTo(ToyBlobs.ROWS, within(1e-6));
        LinearScore moments = toy.shards
                .open()
                .surrogate(
                        2,
                        new SurrogateOptions(SurrogateOptions.Fit.MOMENTS, SurrogateOptions.Shape.DIAGONAL, 4000, 2));
        assertThat(moments.matrix()).hasDimensions(1, 2);
        assertThat(moments.matrix()[0][0]).isCloseTo(ToyBlobs.ROWS, within(0.08 * ToyBlobs.ROWS));
        double optimum = laplace.offset()[0] / laplace.matrix()[0][0];
        assertThat(moments.offset()[0] / moments.matrix()[0][0]).isCloseTo(optimum, within(0.01));
    }
}
