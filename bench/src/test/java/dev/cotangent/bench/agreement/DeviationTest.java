package dev.cotangent.bench.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.model.LogDensity;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviationTest {

    /** {@code -x²/2 + constant}. */
    private record Parabola(double constant) implements LogDensity {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] q) {
            return q[0] > 5 ? Double.NEGATIVE_INFINITY : constant - 0.5 * q[0] * q[0];
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            gradient[0] = -q[0];
            return value(q);
        }
    }

    private static StanValues stan(double... positions) {
        List<StanValues.Point> points = java.util.Arrays.stream(positions)
                .mapToObj(x -> new StanValues.Point("at " + x, new double[] {x}, -0.5 * x * x, new double[] {-x}))
                .toList();
        return new StanValues("m", "d", 1, points, List.of("x"), List.of());
    }

    @Test
    void equalValuesAgree() {
        assertThat(Deviation.of(new Parabola(0), stan(1, 2)).isWithin(1e-12)).isTrue();
    }

    @Test
    void otherConstantIsTold() {
        Deviation deviation = Deviation.of(new Parabola(0.25), stan(1, 2));
        assertThat(deviation.isWithin(1e-12)).isTrue();
        assertThat(deviation.shift()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void valueThatIsFiniteForOneOnlyDiffers() {
        Deviation deviation = Deviation.of(new Parabola(0), stan(1, 6));
        assertThat(deviation.isWithin(1)).isFalse();
        assertThat(deviation.remark()).startsWith("at 6.0");
    }

    @Test
    void tolerancesAreReplacedOrAppended() {
        assertThat(TightSolvers.of(
                        "integrate_ode_rk45(f, y0, 0, ts, rep_array(0.0, 0), rep_array(0, 0), 1e-5, 1e-3, 5e2);"))
                .isEqualTo(
                        "integrate_ode_rk45(f, y0, 0, ts, rep_array(0.0, 0), rep_array(0, 0), 1e-11, 1e-13, 1000000);");
        assertThat(TightSolvers.of("z = integrate_ode_bdf(f, y0, t0, ts, theta, x_r, x_i);"))
                .isEqualTo("z = integrate_ode_bdf(f, y0, t0, ts, theta, x_r, x_i, 1e-11, 1e-13, 1000000);");
    }
}
