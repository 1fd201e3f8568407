package dev.cotangent.runtime.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.model.LogDensity;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbfgsTest {

    /** A log density from a function that writes the gradient and returns the value. */
    private record Function(int dimension, ToDoubleBiFunction<double[], double[]> evaluate) implements LogDensity {
        @Override
        public double value(double[] q) {
            return gradient(q, new double[q.length]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            return evaluate.applyAsDouble(q, gradient);
        }
    }

    /** Minus the chained Rosenbrock function: a curved ridge to the mode at (1, ..., 1), of value 0. */
    private static double rosenbrock(double[] q, double[] gradient) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = 0; i + 1 < q.length; i++) {
            double curve = q[i + 1] - q[i] * q[i];
            sum += 100 * curve * curve + (1 - q[i]) * (1 - q[i]);
            gradient[i] += 400 * curve * q[i] + 2 * (1 - q[i]);
            gradient[i + 1] -= 200 * curve;
        }
        return -sum;
    }

    private static final LbfgsOptions TIGHT = new LbfgsOptions(10, 5000, 1e-3, 0, 0, 1e-9, 0, 0);

    private static Lbfgs climbed(LogDensity density, double[] start, LbfgsOptions options, Termination expected) {
        Lbfgs climb = new Lbfgs(density, options);
        climb.start(start);
        assertThat(climb.run()).isEqualTo(expected);
        return climb;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 100})
    void climbsACurvedRidge(int dimension) {
        double[] start = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            start[i] = i % 2 == 0 ? -1.2 : 1;
        }
        Lbfgs climb = climbed(new Function(dimension, LbfgsTest::rosenbrock), start, TIGHT, Termination.GRADIENT);
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        // The least curvature of the ridge is about 0.4: a gradient of 1e-9 leaves an error of 3e-9.
        assertThat(climb.position()).containsExactly(ones, within(1e-8));
        assertThat(climb.evaluations()).isLessThan(100 + 15L * dimension);
    }

    @Test
    void defaultsFindTheRidgesEndToThreeDigitsOrMore() {
        Lbfgs climb = new Lbfgs(new Function(2, LbfgsTest::rosenbrock), LbfgsOptions.defaults());
        climb.start(new double[] {-1.2, 1});
        assertThat(climb.run().isConverged()).isTrue();
        assertThat(climb.position()).containsExactly(new double[] {1, 1}, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e2, 1e4, 1e6})
    void climbsIllConditionedQuadratics(double condition) {
        int n = 20;
        double[] scales = new double[n];
        for (int i = 0; i < n; i++) {
            scales[i] = StrictMath.pow(condition, -0.5 * i / (n - 1));
        }
        double[] start = new double[n];
        Arrays.fill(start, 1.5);
        Lbfgs climb = climbed(
                Gaussian.ofScales(scales),
                start,
                new LbfgsOptions(20, 5000, 1e-3, 0, 0, 1e-9, 0, 0),
                Termination.GRADIENT);
        // All curvatures are at least 1.
        assertThat(climb.position()).containsExactly(new double[n], within(1e-9));
    }

    @Test
    void theLogDensityNeverFalls() {
        Lbfgs climb = new Lbfgs(new Function(10, LbfgsTest::rosenbrock), TIGHT);
        double[] start = new double[10];
        Arrays.fill(start, -1.5);
        climb.start(start);
        double former = climb.logDensity();
        while (climb.step().isEmpty()) {
            // Near the end the approximate conditions allow for rounding.
            assertThat(climb.logDensity()).isGreaterThanOrEqualTo(former - 1e-13);
            former = climb.logDensity();
        }
    }

    @Test
    void aStartAtTheModeStaysThere() {
        Lbfgs climb = climbed(Gaussian.standard(3), new double[3], LbfgsOptions.defaults(), Termination.GRADIENT);
        assertThat(climb.iterations()).isZero();
        assertThat(climb.position()).containsOnly(0);
    }

    @Test
    void stepsBackFromWhereThereIsNoMass() {
        // log x - x with its mode at 1; the first step that the history suggests from 1e-3 leads below 0.
        LogDensity density = new Function(1, (q, g) -> {
            if (!(q[0] > 0)) {
                g[0] = Double.NaN;
                return Double.NEGATIVE_INFINITY;
            }
            g[0] = 1 / q[0] - 1;
            return StrictMath.log(q[0]) - q[0];
        });
        for (double start : new double[] {1e-3, 50, 1e6}) {
            Lbfgs climb = climbed(density, new double[] {start}, TIGHT, Termination.GRADIENT);
            assertThat(climb.position()[0]).isCloseTo(1, within(1e-8));
        }
    }

    @Test
    void tellsALogDensityThatRisesForever() {
        LogDensity plane = new Function(2, (q, g) -> {
            g[0] = 1;
            g[1] = -q[1];
            return q[0] - 0.5 * q[1] * q[1];
        });
        climbed(plane, new double[] {0, 1}, LbfgsOptions.defaults(), Termination.UNBOUNDED);
    }

    @Test
    void tellsALogDensityThatBecomesInfinite() {
        LogDensity pole = new Function(1, (q, g) -> {
            g[0] = -1 / q[0];
            return -StrictMath.log(Math.abs(q[0]));
        });
        Lbfgs climb = new Lbfgs(pole, TIGHT);
        climb.start(new double[] {0.5});
        assertThat(climb.run()).isIn(Termination.UNBOUNDED, Termination.LINE_SEARCH);
    }

    @Test
    void saysWhenIterationsRunOut() {
        Lbfgs climb = climbed(
                new Function(2, LbfgsTest::rosenbrock),
                new double[] {-1.2, 1},
                TIGHT.withMaxIterations(3),
                Termination.MAX_ITERATIONS);
        assertThat(climb.iterations()).isEqualTo(3);
    }

    @Test
    void rejectsAStartWithoutDensity() {
        Lbfgs climb = new Lbfgs(new Function(1, (q, g) -> Double.NEGATIVE_INFINITY), TIGHT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> climb.start(new double[1]))
                .withMessageContaining("-Infinity");
    }

    @Test
    void rejectsOptionsOutsideTheirDomain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LbfgsOptions.defaults().withHistory(0))
                .withMessage("history must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LbfgsOptions(5, 10, 1, -1, 0, 0, 0, 0))
                .withMessage("objective must be finite and not negative, but is -1.0");
    }

    @Test
    void theDirectionOfAFullHistoryIsNewtons() {
        // Of a quadratic in n dimensions, n conjugate pairs determine the inverse Hessian.
        double[] scales = {1, 0.5, 3};
        Gaussian target = Gaussian.ofScales(scales);
        CurvatureHistory history = new CurvatureHistory(3, 5);
        double[] origin = new double[3];
        for (int k = 0; k < 3; k++) {
            double[] to = new double[3];
            to[k] = 1 + k;
            double[] before = new double[3];
            double[] after = new double[3];
            target.gradient(origin, before);
            target.gradient(to, after);
            assertThat(history.add(origin, to, before, after)).isTrue();
        }
        double[] direction = new double[3];
        history.direction(new double[] {1, 1, 1}, direction);
        assertThat(direction).containsExactly(new double[] {1, 0.25, 9}, within(1e-14));
    }

    @Test
    void convexStepsAreNotRemembered() {
        CurvatureHistory history = new CurvatureHistory(1, 2);
        assertThat(history.add(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {2}))
                .isFalse();
        assertThat(history.size()).isZero();
    }
}
