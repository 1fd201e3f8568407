package dev.cotangent.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.federated.LocalShards;
import dev.cotangent.runtime.federated.ShardedModel;
import dev.cotangent.runtime.federated.SurrogateOptions;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.LogisticRows;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.fixture.RowModel;
import dev.cotangent.runtime.fixture.Simulated;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.StochasticOptions.Dynamics;
import dev.cotangent.runtime.sampler.stochastic.BatchOrder;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StochasticRunTest {

    private static final int DIMENSION = 3;

    private static Model model() {
        LogisticRows rows = Simulated.logistic(500, DIMENSION, 0, 3);
        return RowModel.of(() -> rows);
    }

    private static Model modelFor(Dynamics dynamics) {
        if (!dynamics.isFederated()) {
            return model();
        }
        LogisticRows other = Simulated.logistic(300, DIMENSION, 0.5, 4);
        return new ShardedModel(
                model(),
                new LocalShards(List.of(
                        LocalShards.Shard.of("a", model()), LocalShards.Shard.of("b", RowModel.of(() -> other)))));
    }

    private static SamplerOptions.Builder options(StochasticOptions stochastic) {
        return SamplerOptions.builder()
                .method(new Method.Stochastic(stochastic))
                .metric(MetricKind.DENSE)
                .chains(3)
                .warmup(20)
                .draws(50)
                .refresh(0)
                .seed(5);
    }

    /** Draws of the last parameter, behind which are two generated quantities. */
    private static double[][] draws(Fit fit) {
        return fit.draws().values(fit.draws().columns().size() - 3);
    }

    /** What a checkpoint keeps decides all later draws, with anchors that move and in the middle of epochs and of visits. */
    @ParameterizedTest
    @EnumSource(Dynamics.class)
    void aSavedKernelGoesOn(Dynamics dynamics) throws IOException {
        StochasticOptions.Federation visits = new StochasticOptions.Federation(
                7, List.of(), SurrogateOptions.Fit.LAPLACE, SurrogateOptions.Shape.FULL, 0.5, Optional.of(1));
        StochasticOptions stochastic = StochasticOptions.of(dynamics)
                .withBatches(20, BatchOrder.EPOCHS)
                .withControlVariates(8)
                .withFederation(visits)
                .withStep(new StepSchedule(0.1, 0.5, 10));
        SamplerOptions options = options(stochastic).build();
        StochasticPlan plan = StochasticPlan.of(
                modelFor(dynamics), options, (Method.Stochastic) options.method(), Cancellation.onRequest());
        ChainState state = new ChainState(DIMENSION);
        UniformRandomProvider random = Randomness.seeded(1);
        Kernel kernel = plan.newKernel();
        kernel.init(plan.middle(), state);
        StepInfo info = new StepInfo();
        for (int k = 0; k < 31; k++) {
            kernel.step(state, random, info);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        state.save(out);
        kernel.save(out);
        ChainState other = new ChainState(DIMENSION);
        Kernel restored = plan.newKernel();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        other.restore(in);
        restored.restore(in);
        assertThat(in.available()).isZero();
        UniformRandomProvider again = Randomness.seeded(2);
        UniformRandomProvider rest = Randomness.seeded(2);
        for (int k = 0; k < 40; k++) {
            kernel.step(state, rest, info);
            restored.step(other, again, new StepInfo());
            assertThat(other.position()).containsExactly(state.position());
        }
    }

    @ParameterizedTest
    @EnumSource(Dynamics.class)
    void theSameDrawsWhateverTheThreads(Dynamics dynamics) {
        StochasticOptions stochastic = StochasticOptions.of(dynamics).withBatches(20, BatchOrder.EPOCHS);
        SamplerOptions.Builder options = options(stochastic);
        Fit one = Sampler.run(modelFor(dynamics), options.threads(1).build());
        Fit three = Sampler.run(modelFor(dynamics), options.threads(3).build());
        assertThat(draws(three)).isDeepEqualTo(draws(one));
        assertThat(one.report().notes()).hasSize(2);
        assertThat(one.report().notes().get(1)).contains("the least kernel Stein discrepancy");
        assertThat(one.report().chains().get(0).adaptation().orElseThrow().stepSize())
                .isPositive();
    }

    @Test
    void aModelThatIsNoSumOverRowsIsRefused() {
        assertThatThrownBy(() -> Sampler.run(
                        PlainModel.of(Gaussian.standard(2)),
                        options(StochasticOptions.of(Dynamics.SGLD)).build()))
                .isInstanceOf(NotByRowsException.class)
                .hasMessageContaining("no sum over rows");
    }

    @Test
    void samplersOverShardsNeedShards() {
        assertThatThrownBy(() -> Sampler.run(
                        model(), options(StochasticOptions.of(Dynamics.FSGLD)).build()))
                .isInstanceOf(NotByRowsException.class)
                .hasMessage("fsgld needs shards");
    }

    /** A pilot never prefers a step that is at the edge of stability, or one that hardly moves. */
    @Test
    void theStepSizeThatIsFoundIsNeitherCoarseNorTiny() {
        StochasticOptions stochastic = StochasticOptions.of(Dynamics.SGLD)
                .withBatches(50, BatchOrder.REPLACEMENT)
                .withControlVariates(0);
        double found = Sampler.run(model(), options(stochastic).build())
                .report()
                .chains()
                .get(0)
                .adaptation()
                .orElseThrow()
                .stepSize();
        assertThat(found).isBetween(0.06, 1.0);
    }

    @Test
    void cancelledBeforeItBeginsItHasNoDraws() {
        Cancellation cancellation = Cancellation.onRequest();
        cancellation.cancel();
        Fit fit = Sampler.run(
                model(),
                options(StochasticOptions.of(Dynamics.SGLD).withStep(StepSchedule.constant(0.1)))
                        .build(),
                RunObserver.SILENT,
                cancellation);
        assertThat(fit.report().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(fit.report().chains()).isEmpty();
    }
}
