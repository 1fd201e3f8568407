package dev.cotangent.runtime.derivative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.derivative.GradientCheck.Entry;
import dev.cotangent.runtime.derivative.GradientCheck.Verdict;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.model.LogDensity;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientCheckTest {

    private static final double TOLERANCE = 1e-6;

    /** A density whose gradient is off by a factor in one coordinate. */
    private record Wrong(LogDensity right, int coordinate, double factor) implements LogDensity {
        @Override
        public int dimension() {
            return right.dimension();
        }

        @Override
        public double value(double[] q) {
            return right.value(q);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            double value = right.gradient(q, gradient);
            gradient[coordinate] *= factor;
            return value;
        }
    }

    /** A density with noise, as of a solver of differential equations, in its last digits. */
    private record Noisy(LogDensity right, double noise) implements LogDensity {
        @Override
        public int dimension() {
            return right.dimension();
        }

        @Override
        public double value(double[] q) {
            double hash = (Double.hashCode(q[0]) * 31 + Double.hashCode(q[1])) * 0x1p-31;
            return right.value(q) + noise * hash;
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            right.gradient(q, gradient);
            return value(q);
        }
    }

    private static List<Verdict> verdicts(LogDensity density, double... q) {
        return new GradientCheck(density, TOLERANCE)
                .at(q).stream().map(Entry::verdict).toList();
    }

    @Test
    void rightGradientsAgree() {
        assertThat(verdicts(new Banana(), 1.3, -0.4)).containsOnly(Verdict.AGREES);
        assertThat(verdicts(Gaussian.ofScales(1e-4, 1, 1e4), 2e-4, 1.5, -3e4)).containsOnly(Verdict.AGREES);
    }

    @Test
    void derivativesAreExactToTheirStatedErrorAndMore() {
        for (Entry entry : new GradientCheck(new Banana(), TOLERANCE).at(new double[] {1.3, -0.4})) {
            assertThat(entry.derivative()).isCloseTo(entry.gradient(), within(1e-10));
            assertThat(entry.error()).isLessThan(1e-9);
            assertThat(Math.abs(entry.derivative() - entry.gradient())).isLessThanOrEqualTo(entry.error());
        }
    }

    @Test
    void aWrongEntryDiffersAlone() {
        assertThat(verdicts(new Wrong(new Banana(), 1, 1 + 1e-5), 1.3, -0.4))
                .containsExactly(Verdict.AGREES, Verdict.DIFFERS);
        assertThat(verdicts(new Wrong(new Banana(), 0, -1), 1.3, -0.4))
                .containsExactly(Verdict.DIFFERS, Verdict.AGREES);
    }

    @Test
    void anEntryThatIsNoNumberDiffers() {
        List<Entry> entries =
                new GradientCheck(new Wrong(new Banana(), 0, Double.NaN), TOLERANCE).at(new double[] {1.3, -0.4});
        assertThat(entries.get(0).verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(entries.get(0).difference()).isInfinite();
    }

    @Test
    void noiseLeavesItOpenUnlessTheDifferenceIsPlain() {
        assertThat(verdicts(new Noisy(new Wrong(new Banana(), 0, 1 + 1e-5), 1e-5), 1.3, -0.4)
                        .get(0))
                .isEqualTo(Verdict.UNDECIDED);
        assertThat(verdicts(new Noisy(new Wrong(new Banana(), 0, 2), 1e-5), 1.3, -0.4)
                        .get(0))
                .isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void stepsShrinkToWhereThereIsMass() {
        LogDensity log = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return q[0] > 0 ? StrictMath.log(q[0]) : Double.NEGATIVE_INFINITY;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                gradient[0] = 1 / q[0];
                return value(q);
            }
        };
        assertThat(verdicts(log, 0.05)).containsExactly(Verdict.AGREES);
    }

    /** Waves under a parabola: steps over 0.01 see nothing of the true slope. */
    private record Waves() implements LogDensity {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] q) {
            return -q[0] * q[0] + StrictMath.sin(300 * q[0]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            gradient[0] = -2 * q[0] + 300 * StrictMath.cos(300 * q[0]);
            return value(q);
        }
    }

    @Test
    void coarseStepsThatAgreeByChanceDoNotMislead() {
        for (int k = 0; k < 50; k++) {
            assertThat(verdicts(new Waves(), 0.37 * k - 9)).containsExactly(Verdict.AGREES);
        }
    }

    @Test
    void rejectsAToleranceThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientCheck(new Banana(), 0))
                .withMessage("tolerance must be positive, but is 0.0");
    }
}
