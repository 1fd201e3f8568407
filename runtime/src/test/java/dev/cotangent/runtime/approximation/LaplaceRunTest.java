package dev.cotangent.runtime.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.laplace.IndefiniteException;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.run.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaplaceRunTest {

    private final List<double[]> rows = new ArrayList<>();

    private LaplaceRun.Result run(Model model, double[] mode, int draws) {
        return LaplaceRun.run(model, mode, draws, 3, rows::add, Cancellation.onRequest());
    }

    @Test
    void ofANormalModelTheDensitiesAreEqual() {
        Model model = PlainModel.of(Gaussian.autoregressive(4, 0.5));
        LaplaceRun.Result result = run(model, new double[4], 300);
        assertThat(LaplaceRun.columns(model))
                .containsExactly("log_p__", "log_q__", "x.1", "x.2", "x.3", "x.4", "u", "k");
        assertThat(rows).hasSize(300).allSatisfy(row -> assertThat(row[0]).isCloseTo(row[1], within(1e-8)));
        assertThat(result.importance().effectiveSize()).isCloseTo(300, within(1e-3));
        assertThat(result.hessian().asymmetry()).isLessThan(1e-8);
    }

    /** A standard normal whose compiled Hessian is a multiple of the true one, so that one sees which was taken. */
    private record Curvy(double multiple) implements Model {

        @Override
        public String name() {
            return "curvy";
        }

        @Override
        public Layout layout() {
            return PlainModel.of(Gaussian.standard(2)).layout();
        }

        @Override
        public LogDensity newLogDensity() {
            return Gaussian.standard(2);
        }

        @Override
        public Optional<Curved> newCurvedDensity() {
            return Optional.of(new Multiplied(multiple));
        }

        @Override
        public DrawWriter newDrawWriter() {
            return PlainModel.of(Gaussian.standard(2)).newDrawWriter();
        }

        @Override
        public void unconstrain(DataSource values, double[] q) {
            throw new UnsupportedOperationException();
        }
    }

    private record Multiplied(double multiple) implements Curved {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] q) {
            return Gaussian.standard(2).value(q);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            return Gaussian.standard(2).gradient(q, gradient);
        }

        @Override
        public double hessian(double[] q, double[] gradient, double[] hessian) {
            hessian[0] = -multiple;
            hessian[1] = 0;
            hessian[2] = 0;
            hessian[3] = -multiple;
            return gradient(q, gradient);
        }

        @Override
        public double hessianTimes(double[] q, double[] vector, double[] gradient, double[] product) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aCompiledHessianIsTakenWhereThereIsOne() {
        assertThat(run(new Curvy(4), new double[2], 10).hessian().values())
                .isDeepEqualTo(new double[][] {{-4, 0}, {0, -4}});
    }

    @Test
    void aCompiledHessianThatIsNotFiniteIsReplacedByDifferences() {
        LaplaceRun.Result result = run(new Curvy(Double.NaN), new double[2], 10);
        assertThat(result.hessian().values()[1][1]).isCloseTo(-1, within(1e-9));
        assertThat(result.hessian().gradients()).isPositive();
    }

    @Test
    void ofABananaWeightsSayThatItIsNone() {
        LaplaceRun.Result result = run(PlainModel.of(new Banana()), new double[2], 1000);
        assertThat(result.importance().shape()).isGreaterThan(0.2);
        assertThat(result.importance().effectiveSize()).isLessThan(800);
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        run(PlainModel.of(new Banana()), new double[2], 20);
        List<double[]> first = List.copyOf(rows);
        rows.clear();
        run(PlainModel.of(new Banana()), new double[2], 20);
        assertThat(rows).usingRecursiveComparison().isEqualTo(first);
    }

    @Test
    void aPointThatIsNoModeHasNone() {
        // The banana is convex in x where y is over x² + 1/8.
        assertThatExceptionOfType(IndefiniteException.class)
                .isThrownBy(() -> run(PlainModel.of(new Banana()), new double[] {0, 3}, 10));
        assertThat(rows).isEmpty();
    }
}
