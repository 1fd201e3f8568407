package dev.cotangent.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.pathfinder.PathfinderOptions;
import dev.cotangent.runtime.random.ChainStreams;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathfinderStartTest {

    private static final Initialisation PATHFINDER = Initialisation.Pathfinder.defaults();

    private static double[] start(LogDensity density, Initialisation initialisation, int chain) {
        return new StartingPoint(PlainModel.of(density), initialisation, "chain", chain)
                .find(
                        new MonitoredDensity(density, () -> false),
                        ChainStreams.of(7, chain).transitions())
                .clone();
    }

    @Test
    void chainsStartWhereTheTargetHasItsMass() {
        // Uniform starts in (-2, 2) lie twenty standard deviations out in every coordinate, on average.
        Gaussian target = Gaussian.ofScales(0.05, 0.05, 0.05, 0.05);
        for (int chain = 0; chain < 20; chain++) {
            // A chi-squared with 4 degrees of freedom is over 40 with probability 4e-8; approximations may be twice as
            // wide.
            assertThat(-2 * target.value(start(target, PATHFINDER, chain))).isLessThan(160);
        }
    }

    @Test
    void aChainStartsInOnePlaceWhateverTheOthers() {
        Gaussian target = Gaussian.autoregressive(3, 0.5);
        Set<Double> places = new HashSet<>();
        for (int chain = 0; chain < 4; chain++) {
            double[] q = start(target, PATHFINDER, chain);
            assertThat(start(target, PATHFINDER, chain)).containsExactly(q);
            places.add(q[0]);
        }
        assertThat(places).hasSize(4);
    }

    @Test
    void samplersStartThere() {
        SamplerOptions.Builder options =
                SamplerOptions.builder().chains(3).warmup(50).draws(20).seed(5).initialisation(PATHFINDER);
        PlainModel model = PlainModel.of(Gaussian.standard(2));
        Fit one = Sampler.run(model, options.threads(1).build());
        Fit three = Sampler.run(model, options.threads(3).build());
        assertThat(three.draws().values("x.1")).isDeepEqualTo(one.draws().values("x.1"));
    }

    @Test
    void withoutAnApproximationChainsStartWhereThePathDid() {
        LogDensity flat = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return q[0] > 0 && q[0] < 1 ? 0 : Double.NEGATIVE_INFINITY;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                gradient[0] = 0;
                return value(q);
            }
        };
        assertThat(start(flat, PATHFINDER, 0)).containsExactly(start(flat, Initialisation.uniform(), 0));
    }

    @Test
    void severalPathsGiveTheBest() {
        // Far apart bumps, one of nearly all the mass: of eight paths one finds it.
        LogDensity bumps = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return gradient(q, new double[1]);
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                double low = 1e-3 * StrictMath.exp(-8 * (q[0] + 1.5) * (q[0] + 1.5));
                double high = StrictMath.exp(-8 * (q[0] - 1.5) * (q[0] - 1.5));
                gradient[0] = (-16 * (q[0] + 1.5) * low - 16 * (q[0] - 1.5) * high) / (low + high);
                return StrictMath.log(low + high);
            }
        };
        PathfinderOptions options = PathfinderOptions.defaults();
        for (int chain = 0; chain < 10; chain++) {
            assertThat(start(bumps, new Initialisation.Pathfinder(8, options, 2), chain)[0])
                    .isPositive();
        }
    }

    @Test
    void withoutAStartThereIsTheUsualMessage() {
        LogDensity nowhere = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return Double.NEGATIVE_INFINITY;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                return Double.NEGATIVE_INFINITY;
            }
        };
        assertThatExceptionOfType(InitialisationException.class)
                .isThrownBy(() -> start(nowhere, PATHFINDER, 2))
                .withMessageStartingWith("chain 3: no possible start in 100 attempts");
    }

    @Test
    void rejectsOptionsOutsideTheirDomain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initialisation.Pathfinder(0, PathfinderOptions.defaults(), 2))
                .withMessage("paths must be at least 1, but is 0");
        assertThat(List.of(PATHFINDER.chains())).containsExactly(0);
    }
}
