package dev.cotangent.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

    private static final Model MODEL = PlainModel.of(Gaussian.autoregressive(5, 0.7));

    private static SamplerOptions.Builder options() {
        return SamplerOptions.builder().warmup(200).draws(300).seed(17);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void drawsAreTheSameWhateverTheNumberOfThreads(int threads) {
        Fit one = Sampler.run(MODEL, options().threads(1).build());
        Fit many = Sampler.run(MODEL, options().threads(threads).build());
        assertThat(rows(many.draws())).isEqualTo(rows(one.draws()));
    }

    @Test
    void otherSeedGivesOtherDraws() {
        Fit one = Sampler.run(MODEL, options().build());
        Fit other = Sampler.run(MODEL, options().seed(18).build());
        assertThat(other.draws().values("x.1")).isNotEqualTo(one.draws().values("x.1"));
    }

    @Test
    void chainsDiffer() {
        Draws draws = Sampler.run(MODEL, options().chains(2).build()).draws();
        assertThat(draws.values("x.1")[0]).isNotEqualTo(draws.values("x.1")[1]);
    }

    @Test
    void chainDoesNotDependOnHowManyThereAre() {
        Draws two = Sampler.run(MODEL, options().chains(2).build()).draws();
        Draws three = Sampler.run(MODEL, options().chains(3).build()).draws();
        assertThat(three.values("x.3")[1]).isEqualTo(two.values("x.3")[1]);
    }

    @Test
    void thinningKeepsEveryKthDrawOfTheSameChain() {
        double[] all = Sampler.run(MODEL, options().build()).draws().values("x.2")[0];
        double[] thinned = Sampler.run(MODEL, options().thin(7).build()).draws().values("x.2")[0];
        assertThat(thinned).hasSize(43);
        for (int k = 0; k < thinned.length; k++) {
            assertThat(thinned[k]).isEqualTo(all[7 * k]);
        }
    }

    @Test
    void keepingWarmupChangesNeitherDrawsNorGeneratedQuantities() {
        Fit without = Sampler.run(MODEL, options().build());
        Fit with = Sampler.run(MODEL, options().saveWarmup(true).build());
        assertThat(rows(with.draws())).isEqualTo(rows(without.draws()));
        assertThat(with.warmup().size()).isEqualTo(200);
        assertThat(without.warmup().size()).isZero();
    }

    /**
     * Means and variances of 5 correlated coordinates. Standard errors across 32 independent chains, so that they need no
     * estimate of autocorrelation; each of 10 t-scores with 31 degrees of freedom exceeds 4 with probability 4e-4, a false
     * alarm rate of 0.4 % a case for a random seed.
     */
    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void meansAndVariancesOfCorrelatedGaussianAreRight(MetricKind metric) {
        SamplerOptions options = options().metric(metric).chains(32).build();
        checkMoments(Sampler.run(MODEL, options).draws());
    }

    @Test
    void staticHmcIsRightToo() {
        SamplerOptions options = options().method(Method.hmc()).chains(32).build();
        Draws draws = Sampler.run(MODEL, options).draws();
        checkMoments(draws);
        assertThat(draws.columns().stream().map(Column::name).limit(6))
                .containsExactly("lp__", "accept_stat__", "stepsize__", "int_time__", "energy__", "x.1");
        assertThat(draws.values("int_time__")[0]).containsOnly(2 * Math.PI);
    }

    private static void checkMoments(Draws draws) {
        for (int i = 1; i <= 5; i++) {
            double[][] x = draws.values("x." + i);
            checkMean(x, chain -> mean(chain, 1), 0);
            checkMean(x, chain -> mean(chain, 2), 1);
        }
    }

    private static void checkMean(double[][] chains, ToDoubleFunction<double[]> statistic, double expected) {
        double[] values = Arrays.stream(chains).mapToDouble(statistic).toArray();
        double mean = mean(values, 1);
        double variance = (mean(values, 2) - mean * mean) * values.length / (values.length - 1);
        assertThat(mean).isCloseTo(expected, within(4 * Math.sqrt(variance / values.length)));
    }

    private static double mean(double[] values, int power) {
        return Arrays.stream(values).map(v -> power == 1 ? v : v * v).average().orElseThrow();
    }

    @Test
    void higherTargetGivesSmallerStepsAndMoreAcceptance() {
        SamplerOptions.Builder options = SamplerOptions.builder().seed(5);
        Draws low = Sampler.run(MODEL, options.targetAccept(0.6).build()).draws();
        Draws high = Sampler.run(MODEL, options.targetAccept(0.95).build()).draws();
        for (int chain = 0; chain < 4; chain++) {
            assertThat(low.values("stepsize__")[chain][0]).isGreaterThan(high.values("stepsize__")[chain][0]);
            assertThat(mean(low.values("accept_stat__")[chain], 1)).isBetween(0.5, 0.85);
            assertThat(mean(high.values("accept_stat__")[chain], 1)).isBetween(0.92, 0.99);
        }
    }

    /** The last window has 500 nearly independent positions: relative standard error of a variance about 6 %. */
    @Test
    void warmupLearnsTheScales() {
        SamplerOptions options = SamplerOptions.builder().seed(6).chains(1).build();
        Fit fit = Sampler.run(PlainModel.of(Gaussian.ofScales(1, 10, 0.1)), options);
        double[] variances =
                fit.report().chains().get(0).adaptation().orElseThrow().metric().inverseMass()[0];
        assertThat(variances[0]).isBetween(0.7, 1.4);
        assertThat(variances[1]).isBetween(70.0, 140.0);
        assertThat(variances[2]).isBetween(0.007, 0.014);
    }

    @Test
    void withoutWarmupStepSizeAndMetricStayAsGiven() {
        SamplerOptions options = options()
                .warmup(0)
                .stepSize(0.25)
                .metric(DiagonalMetric.of(new double[] {1, 2, 3, 4, 5}))
                .build();
        Fit fit = Sampler.run(MODEL, options);
        assertThat(fit.draws().values("stepsize__")[0]).containsOnly(0.25);
        Adaptation adaptation = fit.report().chains().get(0).adaptation().orElseThrow();
        assertThat(adaptation.metric().inverseMass()[0]).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void startsAtGivenPosition() {
        Initialisation far = new Initialisation.Positions(List.of(new double[] {50, 50, 50, 50, 50}));
        SamplerOptions options =
                options().warmup(0).draws(1).stepSize(1e-6).initialisation(far).build();
        double[][] x = Sampler.run(MODEL, options).draws().values("x.1");
        assertThat(x[0][0]).isCloseTo(50, within(0.05));
        assertThat(x[3][0]).isCloseTo(50, within(0.05));
    }

    @Test
    void cancellationKeepsTheDrawsSoFar() {
        Cancellation cancellation = Cancellation.onRequest();
        RunObserver observer = progress -> {
            if (progress.phase() == Phase.SAMPLING && progress.iteration() >= 300) {
                cancellation.cancel();
            }
        };
        SamplerOptions options = options().chains(2).draws(1_000_000).thin(2).build();
        Fit fit = Sampler.run(MODEL, options, observer, cancellation);
        assertThat(fit.report().status()).isEqualTo(RunStatus.CANCELLED);
        Draws whole = Sampler.run(MODEL, options().chains(2).draws(500).thin(2).build())
                .draws();
        for (int chain = 0; chain < 2; chain++) {
            double[] kept = fit.draws().values("x.1")[chain];
            int common = Math.min(kept.length, 250);
            assertThat(Arrays.copyOf(kept, common)).isEqualTo(Arrays.copyOf(whole.values("x.1")[chain], common));
        }
        assertThat(fit.draws().size(0) + fit.draws().size(1)).isGreaterThanOrEqualTo(50);
    }

    @Test
    void deadlineStopsWithinOneTransition() {
        LogDensity slow = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return 0;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                sleep();
                gradient[0] = -1e-9 * q[0];
                return -0.5e-9 * q[0] * q[0];
            }

            private void sleep() {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        // a transition of 1023 gradients would take 5 seconds
        SamplerOptions options = options().warmup(0).stepSize(0.01).build();
        Fit fit = Sampler.run(
                PlainModel.of(slow), options, RunObserver.SILENT, Cancellation.after(Duration.ofMillis(200)));
        assertThat(fit.report().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(fit.report().elapsed()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void interruptedCallerGetsTheDrawsSoFarAndStaysInterrupted() {
        Thread caller = Thread.currentThread();
        RunObserver observer = progress -> {
            if (progress.phase() == Phase.SAMPLING) {
                caller.interrupt();
            }
        };
        SamplerOptions options = options().draws(10_000_000).thin(1000).build();
        Fit fit = Sampler.run(MODEL, options, observer, Cancellation.onRequest());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fit.report().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void defectOfTheModelIsThrownAndOthersAreCancelled() {
        AtomicInteger evaluations = new AtomicInteger();
        ModelFailure defect = new ModelFailure(ModelFailure.Kind.INDEX, "m.model:3:7", "index 4 of 3");
        LogDensity failing = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return -0.5 * q[0] * q[0];
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                if (evaluations.incrementAndGet() > 5000) {
                    throw defect;
                }
                gradient[0] = -q[0];
                return value(q);
            }
        };
        List<ChainReport> ended = Collections.synchronizedList(new ArrayList<>());
        DrawSink sink = new CollectingSink(ended);
        SamplerOptions options = options().draws(1_000_000).build();
        assertThatThrownBy(() -> Sampler.run(
                        PlainModel.of(failing), options, sink, RunObserver.SILENT, Cancellation.onRequest()))
                .isSameAs(defect);
        assertThat(ended).hasSize(4).extracting(ChainReport::status).contains(RunStatus.FAILED);
        assertThat(ended).extracting(ChainReport::status).doesNotContain(RunStatus.COMPLETE);
    }

    /**
     * Chains 1 to 4 fail in iterations 900, 400, 400 and never; trajectories are one step, so that gradients count
     * iterations. Whichever is slowed down, the failure of chain 2 is the one to report.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void failureThatIsReportedDoesNotDependOnTiming(int slow) {
        int[] last = {900, 400, 400, Integer.MAX_VALUE};
        AtomicInteger evaluators = new AtomicInteger();
        Model model = new PlainModel(1, () -> {
            int chain = evaluators.getAndIncrement() % 4;
            return new Counting(chain, last[chain], chain == slow);
        });
        SamplerOptions options = options()
                .method(new Method.Nuts(1))
                .warmup(0)
                .draws(100_000)
                .threads(4)
                .build();
        assertThatThrownBy(() -> Sampler.run(model, options)).hasMessage("chain 2");
    }

    /** A normal density that fails after so many gradients. */
    private static final class Counting implements LogDensity {
        private final int chain;
        private final int last;
        private final boolean slow;
        private int count;

        Counting(int chain, int last, boolean slow) {
            this.chain = chain;
            this.last = last;
            this.slow = slow;
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] q) {
            return -0.5 * q[0] * q[0];
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            if (slow && count % 8 == 0) {
                LockSupport.parkNanos(50_000);
            }
            if (++count > last) {
                throw new ModelFailure(ModelFailure.Kind.INDEX, "", "chain " + (chain + 1));
            }
            gradient[0] = -q[0];
            return value(q);
        }
    }

    /** All chains fail to start, and the first of them is named. */
    @Test
    void startThatFailsIsThatOfTheFirstChain() {
        AtomicInteger evaluators = new AtomicInteger();
        Model model = new PlainModel(1, () -> {
            int chain = evaluators.getAndIncrement() % 4;
            return new Counting(chain, chain == 0 ? 1_000_000 : 0, chain == 1);
        });
        SamplerOptions options = options().threads(4).build();
        for (int trial = 0; trial < 20; trial++) {
            assertThatThrownBy(() -> Sampler.run(model, options)).hasMessage("chain 2");
        }
    }

    private record CollectingSink(List<ChainReport> ended) implements DrawSink {

        @Override
        public void begin(RunHeader header) {
            assertThat(header.columns()).hasSize(7 + 3);
        }

        @Override
        public ChainSink chain(int chain) {
            return new ChainSink() {
                @Override
                public void draw(Phase phase, double[] row) {
                    assertThat(row).hasSize(10);
                }

                @Override
                public void adapted(Adaptation adaptation) {
                    assertThat(adaptation.stepSize()).isPositive();
                }

                @Override
                public void end(ChainReport report) {
                    ended.add(report);
                }
            };
        }

        @Override
        public void end(RunReport report) {
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.chains()).hasSize(4);
        }
    }

    @Test
    void modelWithoutParametersRunsItsGeneratedQuantities() {
        Model generator = PlainModel.of(Gaussian.standard(0));
        Fit fit = Sampler.run(generator, options().draws(2000).build());
        assertThat(fit.draws().columns()).extracting(Column::name).containsExactly("lp__", "accept_stat__", "u", "k");
        double[] u = fit.draws().values("u")[0];
        // standard error 0.0065, 5 of them
        assertThat(mean(u, 1)).isCloseTo(0.5, within(0.033));
        assertThat(fit.report().chains().get(0).adaptation()).isEmpty();
        assertThat(fit.report().chains().get(0).warmup().iterations()).isZero();
    }

    @Test
    void progressCountsUpToTheTotal() {
        List<ChainProgress> seen = Collections.synchronizedList(new ArrayList<>());
        Sampler.run(MODEL, options().chains(1).refresh(100).build(), seen::add, Cancellation.onRequest());
        assertThat(seen).extracting(ChainProgress::iteration).containsExactly(0, 100, 200, 200, 300, 400, 500);
        assertThat(seen).extracting(ChainProgress::total).containsOnly(500);
        assertThat(seen).extracting(ChainProgress::leapfrogs).isSorted();
    }

    @Test
    void divergencesAreCounted() {
        SamplerOptions options = options().warmup(0).stepSize(1.1).build();
        Fit fit = Sampler.run(PlainModel.of(new Banana()), options);
        double inColumn = Arrays.stream(fit.draws().values("divergent__"))
                .flatMapToDouble(Arrays::stream)
                .sum();
        assertThat(fit.report().divergences()).isEqualTo((int) inColumn).isPositive();
    }

    private static double[][][] rows(Draws draws) {
        double[][][] all = new double[draws.columns().size()][][];
        for (int k = 0; k < all.length; k++) {
            all[k] = draws.values(k);
        }
        return all;
    }
}
