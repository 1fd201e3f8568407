package dev.cotangent.runtime.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.pathfinder.PathfinderOptions;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.CancelledException;
import dev.cotangent.runtime.run.Initialisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PathfinderRunTest {

    private static final PathfinderRun.Draws RESAMPLED = new PathfinderRun.Draws(500, Optional.of(400));
    private static final PathfinderRun.Draws KEPT = new PathfinderRun.Draws(500, Optional.empty());

    private final List<double[]> rows = new ArrayList<>();

    private PathfinderRun.Result run(Model model, Starts starts, PathfinderRun.Draws draws) {
        rows.clear();
        return PathfinderRun.run(
                model, starts, PathfinderOptions.defaults(), draws, rows::add, Cancellation.onRequest());
    }

    private static Starts starts(int paths, int threads) {
        return new Starts(paths, Initialisation.uniform(), 5, threads);
    }

    @Test
    void rowsAreTheDensitiesThePathAndTheVariables() {
        Banana target = new Banana();
        PathfinderRun.Result result = run(PlainModel.of(target), starts(3, 2), RESAMPLED);
        assertThat(PathfinderRun.columns(PlainModel.of(target)))
                .containsExactly("lp_approx__", "lp__", "path__", "x.1", "x.2", "u", "k");
        assertThat(rows).hasSize(400);
        assertThat(result.written()).isEqualTo(400);
        for (double[] row : rows) {
            assertThat(row[1]).isEqualTo(target.value(new double[] {row[3], row[4]}));
            int path = (int) row[2] - 1;
            double approximate = result.paths()
                    .get(path)
                    .path()
                    .orElseThrow()
                    .best()
                    .orElseThrow()
                    .logDensity(new double[] {row[3], row[4]});
            assertThat(row[0]).isCloseTo(approximate, within(1e-8));
        }
    }

    @Test
    void threadsDoNotMatter() {
        Model model = PlainModel.of(new Banana());
        run(model, starts(6, 1), RESAMPLED);
        List<double[]> alone = List.copyOf(rows);
        for (int threads : new int[] {2, 5}) {
            run(model, starts(6, threads), RESAMPLED);
            assertThat(rows).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    @Test
    void aPathIsTheSameWhateverTheirNumber() {
        Model model = PlainModel.of(new Banana());
        PathfinderRun.Result two = run(model, starts(2, 1), KEPT);
        List<double[]> first =
                rows.subList(0, 500).stream().map(row -> row.clone()).toList();
        PathfinderRun.Result four = run(model, starts(4, 2), KEPT);
        assertThat(four.paths().get(1).path().orElseThrow().elbo())
                .isEqualTo(two.paths().get(1).path().orElseThrow().elbo());
        for (int k = 0; k < 500; k++) {
            assertThat(rows.get(k)[3]).isEqualTo(first.get(k)[3]);
        }
    }

    /** {@code exp(-x²/2 - x⁴/2)} in both coordinates: lighter tails than any normal, so that all weights are bounded. */
    private record Quartic() implements LogDensity {
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
            double sum = 0;
            for (int i = 0; i < 2; i++) {
                double square = q[i] * q[i];
                gradient[i] = -q[i] - 2 * q[i] * square;
                sum -= 0.5 * square + 0.5 * square * square;
            }
            return sum;
        }

        /** E x², by the trapezoidal rule, which is exact to rounding for such functions. */
        static double secondMoment() {
            double above = 0;
            double below = 0;
            for (int k = -400; k <= 400; k++) {
                double square = k * 0.01 * k * 0.01;
                double density = StrictMath.exp(-0.5 * square - 0.5 * square * square);
                above += square * density;
                below += density;
            }
            return above / below;
        }
    }

    /**
     * E x = 0 and E x² of a target that is not normal, z < 4.5 with the errors of the weights and of drawing again: two figures
     * on each of three seeds, so a right sampler fails for one set of seeds in 24000. Seen to fail when ratios had the other
     * sign.
     */
    @Test
    void importanceMendsTheApproximation() {
        double moment = Quartic.secondMoment();
        for (long seed = 1; seed <= 3; seed++) {
            PathfinderRun.Result result = run(
                    PlainModel.of(new Quartic()),
                    new Starts(4, Initialisation.uniform(), seed, 2),
                    new PathfinderRun.Draws(5_000, Optional.of(20_000)));
            double variances = 1 / result.importance().effectiveSize() + 1 / 20_000.0;
            double mean = rows.stream().mapToDouble(row -> row[3]).average().orElseThrow();
            double square =
                    rows.stream().mapToDouble(row -> row[3] * row[3]).average().orElseThrow();
            assertThat(mean).isCloseTo(0, within(4.5 * Math.sqrt(moment * variances)));
            assertThat(square).isCloseTo(moment, within(4.5 * Math.sqrt(2 * variances) * moment));
        }
    }

    @Test
    void ofANormalTargetNeedsNoImportance() {
        PathfinderRun.Result result = run(PlainModel.of(Gaussian.autoregressive(3, 0.5)), starts(4, 2), RESAMPLED);
        assertThat(result.importance().effectiveSize()).isGreaterThan(0.8 * 2000);
    }

    /** Mass on x > 0 alone, as a model that rejects has. */
    private record Half(LogDensity whole) implements LogDensity {
        @Override
        public int dimension() {
            return whole.dimension();
        }

        @Override
        public double value(double[] q) {
            return q[0] > 0 ? whole.value(q) : Double.NEGATIVE_INFINITY;
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            double value = whole.gradient(q, gradient);
            return q[0] > 0 ? value : Double.NEGATIVE_INFINITY;
        }
    }

    @Test
    void pathsThatFailAreLeftOut() {
        // From a fixed position without mass no path can start; from the other two of three they can.
        Model model = PlainModel.of(new Half(Gaussian.ofScales(0.1, 1)));
        Starts starts = new Starts(
                3,
                new Initialisation.Positions(
                        List.of(new double[] {-1, 0}, new double[] {1, 0.5}, new double[] {2, -0.5})),
                1,
                2);
        // Half of a normal's draws have no mass, so that bounds are infinite: nothing is left.
        assertThatExceptionOfType(ApproximationException.class)
                .isThrownBy(() -> run(model, starts, RESAMPLED))
                .withMessageContaining("path 1: the given initial position is not a possible start")
                .withMessageContaining("path 2: no point on it has a normal approximation");
        PathfinderRun.Result result =
                run(PlainModel.of(new Half(new Shifted(Gaussian.standard(2), 8))), starts, RESAMPLED);
        assertThat(result.paths().get(0).failure()).contains("path 1");
        assertThat(result.paths().get(1).failure()).isEmpty();
        assertThat(rows).allSatisfy(row -> assertThat(row[2]).isIn(2.0, 3.0));
    }

    /** A density moved along its first coordinate. */
    private record Shifted(LogDensity centred, double shift) implements LogDensity {
        @Override
        public int dimension() {
            return centred.dimension();
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[q.length]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            double[] moved = q.clone();
            moved[0] -= shift;
            return centred.gradient(moved, gradient);
        }
    }

    @Test
    void drawsOutsideAreNotWritten() {
        Model model = PlainModel.of(new Half(new Shifted(Gaussian.standard(1), 3.3)));
        Starts starts = new Starts(1, new Initialisation.Positions(List.of(new double[] {2})), 3, 1);
        PathfinderRun.Result result = run(model, starts, new PathfinderRun.Draws(20_000, Optional.empty()));
        int outside = result.paths().get(0).outside();
        assertThat(outside).isPositive();
        assertThat(result.written()).isEqualTo(20_000 - outside).isEqualTo(rows.size());
    }

    @Test
    void stopsWhenCancelled() {
        Cancellation cancellation = Cancellation.onRequest();
        cancellation.cancel();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> PathfinderRun.run(
                        PlainModel.of(new Banana()),
                        starts(4, 2),
                        PathfinderOptions.defaults(),
                        RESAMPLED,
                        rows::add,
                        cancellation));
    }
}
