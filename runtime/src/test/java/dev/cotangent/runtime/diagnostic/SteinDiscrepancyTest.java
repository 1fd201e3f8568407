package dev.cotangent.runtime.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SteinDiscrepancyTest {

    private static final int DRAWS = 80;

    /** Draws of normal(0, sd) in every coordinate, taken for draws of a correlated normal that they were turned into. */
    private static SteinDiscrepancy ofNormal(int draws, double sd, UniformRandomProvider random) {
        double[][] x = new double[draws][2];
        double[][] scores = new double[draws][2];
        for (int k = 0; k < draws; k++) {
            double a = sd * StandardNormal.draw(random);
            double b = sd * StandardNormal.draw(random);
            // x = (a, a + 0.1 b): precision {{101, -100}, {-100, 100}} for standard deviations of 1
            x[k][0] = a;
            x[k][1] = a + 0.1 * b;
            scores[k][0] = -101 * x[k][0] + 100 * x[k][1];
            scores[k][1] = 100 * x[k][0] - 100 * x[k][1];
        }
        return SteinDiscrepancy.of(x, scores);
    }

    /**
     * The Stein kernel by its definition, with differences in place of derivatives: {@code k0 = (s(x) + d/dx)'(s(y) + d/dy) k}.
     */
    @Test
    void theKernelIsThatOfTheDefinition() {
        double[] x = {0.3, -1.2, 0.5};
        double[] y = {1.1, 0.4, -0.2};
        double[] sx = {0.7, -0.3, 2};
        double[] sy = {-1.5, 0.9, 0.1};
        double h = 1e-4;
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            double[] up = y.clone();
            double[] down = y.clone();
            up[i] += h;
            down[i] -= h;
            double alongY = (k(x, up) - k(x, down)) / (2 * h);
            double[] right = x.clone();
            double[] left = x.clone();
            right[i] += h;
            left[i] -= h;
            double alongX = (k(right, y) - k(left, y)) / (2 * h);
            double mixed = (k(right, up) - k(right, down) - k(left, up) + k(left, down)) / (4 * h * h);
            expected += sx[i] * sy[i] * k(x, y) + sx[i] * alongY + sy[i] * alongX + mixed;
        }
        assertThat(SteinDiscrepancy.steinKernel(x, sx, y, sy)).isCloseTo(expected, within(1e-6));
    }

    private static double k(double[] x, double[] y) {
        double d = 1;
        for (int i = 0; i < x.length; i++) {
            d += (x[i] - y[i]) * (x[i] - y[i]);
        }
        return 1 / Math.sqrt(d);
    }

    /** Of 200 sets of exact draws a twentieth exceeds the limit: 10, and more than 25 once in 50,000 times. */
    @Test
    void exactDrawsSeldomExceedTheFloor() {
        UniformRandomProvider random = Randomness.seeded(21);
        int visible = 0;
        for (int set = 0; set < 200; set++) {
            visible += ofNormal(DRAWS, 1, random).isVisible() ? 1 : 0;
        }
        assertThat(visible).isBetween(1, 25);
    }

    @Test
    void draws20PercentTooWideAreSeen() {
        SteinDiscrepancy wide = ofNormal(800, 1.2, Randomness.seeded(22));
        assertThat(wide.isVisible()).isTrue();
        assertThat(wide.discrepancy()).isGreaterThan(2 * wide.floor());
    }

    @Test
    void whatIsNotFiniteHasNoDiscrepancy() {
        SteinDiscrepancy none =
                SteinDiscrepancy.of(new double[][] {{1}, {2}, {Double.NaN}}, new double[][] {{1}, {2}, {3}});
        assertThat(none.discrepancy()).isNaN();
        assertThat(SteinDiscrepancy.of(new double[][] {{1}, {1}, {1}}, new double[3][1])
                        .discrepancy())
                .isNaN();
    }
}
