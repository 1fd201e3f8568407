package dev.cotangent.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.ExplainsRejection;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartingPointTest {

    private static SamplerOptions.Builder options() {
        return SamplerOptions.builder()
                .chains(1)
                .warmup(0)
                .draws(10)
                .stepSize(0.1)
                .seed(1);
    }

    private static InitialisationException failureOf(LogDensity density, Initialisation initialisation) {
        Model model = PlainModel.of(density);
        SamplerOptions options = options().initialisation(initialisation).build();
        try {
            Sampler.run(model, options);
        } catch (InitialisationException e) {
            return e;
        }
        throw new AssertionError("a starting point was found");
    }

    @Test
    void searchesUntilDensityIsFinite() {
        // 5 % of the square (-2, 2)² is allowed; 100 attempts fail with probability 0.6 %, and the seed is fixed
        LogDensity corner = new Picky(0.05, Double.NEGATIVE_INFINITY);
        Fit fit = Sampler.run(PlainModel.of(corner), options().build());
        assertThat(fit.draws().size()).isEqualTo(10);
    }

    @Test
    void messagesOfTheModelAreCountedByStatement() {
        InitialisationException failure = failureOf(new Picky(0, Double.NEGATIVE_INFINITY), Initialisation.uniform());
        assertThat(failure.reasons()).hasSize(2);
        assertThat(failure.reasons().stream().mapToLong(RejectionCount::count).sum())
                .isEqualTo(100);
        assertThat(failure)
                .hasMessageStartingWith(
                        "chain 1: no possible start in 100 attempts with unconstrained coordinates uniform in (-2.0, 2.0):")
                .hasMessageContaining(" x m.model:7:3: scale must be positive, found ")
                .hasMessageContaining(" x m.model:9:3: x is too small");
        assertThat(failure.getMessage().lines()).hasSize(3);
    }

    @Test
    void notANumberIsSaid() {
        InitialisationException failure = failureOf(new Silent(Double.NaN, 0), Initialisation.uniform());
        assertThat(failure).hasMessageContaining("100 x the log density is not a number");
    }

    @Test
    void infiniteGradientNamesItsCoordinate() {
        InitialisationException failure = failureOf(new Silent(0, Double.POSITIVE_INFINITY), Initialisation.uniform());
        assertThat(failure).hasMessageContaining("100 x the gradient of unconstrained coordinate 2 of 2 is +infinity");
    }

    @Test
    void givenPositionIsTriedOnce() {
        Initialisation given = new Initialisation.Positions(List.of(new double[] {1, 1}));
        InitialisationException failure = failureOf(new Silent(Double.NaN, 0), given);
        assertThat(failure)
                .hasMessageContaining("the given initial position is not a possible start")
                .hasMessageContaining("1 x the log density is not a number");
    }

    @Test
    void zeroRadiusStartsAtTheOrigin() {
        SamplerOptions options = options()
                .draws(1)
                .stepSize(1e-9)
                .initialisation(new Initialisation.Uniform(0))
                .build();
        double x = Sampler.run(PlainModel.of(Gaussian.standard(2)), options)
                .draws()
                .values("x.1")[0][0];
        assertThat(Math.abs(x)).isLessThan(1e-4);
    }

    @Test
    void rejectsPositionOfWrongDimension() {
        Initialisation given = new Initialisation.Positions(List.of(new double[] {1, 1, 1}));
        SamplerOptions options = options().initialisation(given).build();
        assertThatThrownBy(() -> Sampler.run(PlainModel.of(Gaussian.standard(2)), options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have 2 coordinates, but has 3");
    }

    @Test
    void rejectionsWhileSamplingAreReported() {
        Model model = PlainModel.of(new Picky(0.5, Double.NEGATIVE_INFINITY));
        SamplerOptions options = options()
                .draws(200)
                .initialisation(new Initialisation.Positions(List.of(new double[] {-1, 1})))
                .build();
        ChainReport chain = Sampler.run(model, options).report().chains().get(0);
        assertThat(chain.rejections()).extracting(RejectionCount::location).contains("m.model:7:3");
        assertThat(chain.sampling().divergences()).isPositive();
    }

    /** Standard normal in two dimensions that refuses points to the right of a share of (-2, 2). */
    private static final class Picky implements LogDensity, ExplainsRejection {
        private final double limit;
        private final double refused;
        private Optional<ModelFailure> rejection = Optional.empty();

        Picky(double share, double refused) {
            this.limit = -2 + 4 * share;
            this.refused = refused;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[2]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            rejection = Optional.empty();
            if (q[0] > limit) {
                String location = q[1] > 0 ? "m.model:7:3" : "m.model:9:3";
                String message = q[1] > 0 ? "scale must be positive, found " + q[0] : "x is too small";
                rejection = Optional.of(new ModelFailure(ModelFailure.Kind.REJECTION, location, message));
                return refused;
            }
            gradient[0] = -q[0];
            gradient[1] = -q[1];
            return -0.5 * (q[0] * q[0] + q[1] * q[1]);
        }

        @Override
        public Optional<ModelFailure> rejection() {
            return rejection;
        }
    }

    /** Constant log density and second gradient, without explanation. */
    private record Silent(double logDensity, double slope) implements LogDensity {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] q) {
            return logDensity;
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            gradient[0] = 0;
            gradient[1] = slope;
            return logDensity;
        }
    }
}
