package dev.cotangent.runtime.approximation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.PlainModel;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import dev.cotangent.runtime.run.Cancellation;
import dev.cotangent.runtime.run.CancelledException;
import dev.cotangent.runtime.run.Initialisation;
import dev.cotangent.runtime.run.InitialisationException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModeSearchTest {

    /** Two normal bumps in a mixture: a low mode at -2 and a high one at 2. */
    private record Bumps() implements LogDensity {
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
            double low = 0.3 * StrictMath.exp(-2 * (q[0] + 2) * (q[0] + 2));
            double high = 0.7 * StrictMath.exp(-2 * (q[0] - 2) * (q[0] - 2));
            gradient[0] = (-4 * (q[0] + 2) * low - 4 * (q[0] - 2) * high) / (low + high);
            return StrictMath.log(low + high);
        }
    }

    private static ModeSearch.Result search(Model model, Starts starts) {
        return ModeSearch.run(model, starts, LbfgsOptions.defaults(), Cancellation.onRequest());
    }

    private static Starts at(double... positions) {
        List<double[]> each =
                Arrays.stream(positions).mapToObj(x -> new double[] {x}).toList();
        return new Starts(positions.length, new Initialisation.Positions(each), 1, 2);
    }

    @Test
    void keepsTheHighestOfSeveralModes() {
        ModeSearch.Result found = search(PlainModel.of(new Bumps()), at(-1.5, 1.5, -2.5));
        assertThat(found.best().start()).isEqualTo(1);
        assertThat(found.best().position()[0]).isCloseTo(2, within(1e-5));
        assertThat(found.climbs().get(0).position()[0]).isCloseTo(-2, within(1e-5));
        assertThat(found.climbs()).hasSize(3);
    }

    @Test
    void threadsDoNotMatter() {
        Model model = PlainModel.of(new Banana());
        Climb one = search(model, new Starts(5, Initialisation.uniform(), 9, 1)).best();
        Climb three =
                search(model, new Starts(5, Initialisation.uniform(), 9, 3)).best();
        assertThat(three).usingRecursiveComparison().isEqualTo(one);
    }

    @Test
    void outputIsThatOfThePosition() {
        Model model = PlainModel.of(new Banana());
        Climb best =
                search(model, new Starts(1, Initialisation.uniform(), 9, 1)).best();
        assertThat(ModeSearch.columns(model)).containsExactly("lp__", "x.1", "x.2", "u", "k");
        double[] row = ModeSearch.row(model, best, 9);
        assertThat(row[0]).isEqualTo(best.logDensity());
        assertThat(row[1]).isEqualTo(best.position()[0]);
        assertThat(ModeSearch.row(model, best, 9)).containsExactly(row);
    }

    @Test
    void startsThatFailAreReported() {
        LogDensity right = new LogDensity() {
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
                gradient[0] = 2 - q[0];
                return q[0] > 0 ? -0.5 * (q[0] - 2) * (q[0] - 2) : Double.NEGATIVE_INFINITY;
            }
        };
        ModeSearch.Result found = search(PlainModel.of(right), at(-1, 1));
        assertThat(found.failures()).singleElement().asString().contains("start 1");
        assertThat(found.best().start()).isEqualTo(1);
        assertThatExceptionOfType(InitialisationException.class)
                .isThrownBy(() -> search(PlainModel.of(right), at(-1, -2)))
                .withMessageContaining("start 1");
    }

    @Test
    void aClimbThatIsStoppedIsWhereItWas() {
        Cancellation cancellation = Cancellation.onRequest();
        int[] evaluations = new int[1];
        LogDensity stopping = new LogDensity() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double value(double[] q) {
                return new Banana().value(q);
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                if (++evaluations[0] == 6) {
                    cancellation.cancel();
                }
                return new Banana().gradient(q, gradient);
            }
        };
        ModeSearch.Result found = ModeSearch.run(
                PlainModel.of(stopping),
                new Starts(1, new Initialisation.Positions(List.of(new double[] {2, -2})), 1, 1),
                LbfgsOptions.defaults(),
                cancellation);
        assertThat(found.best().end()).isEqualTo(Termination.CANCELLED);
        assertThat(found.best().logDensity())
                .isEqualTo(new Banana().value(found.best().position()));
    }

    @Test
    void stoppedBeforeAnyClimbThereIsNothing() {
        Cancellation cancellation = Cancellation.onRequest();
        cancellation.cancel();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> ModeSearch.run(
                        PlainModel.of(new Banana()),
                        new Starts(2, Initialisation.uniform(), 1, 2),
                        LbfgsOptions.defaults(),
                        cancellation));
    }
}
