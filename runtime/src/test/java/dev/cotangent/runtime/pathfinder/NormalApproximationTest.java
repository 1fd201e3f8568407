package dev.cotangent.runtime.pathfinder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.optimize.CurvatureHistory;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalApproximationTest {

    /** Pairs of a target's gradient along random steps, as a climb would collect them. */
    private static CurvatureHistory history(Gaussian target, int pairs, int capacity, UniformRandomProvider random) {
        int n = target.dimension();
        CurvatureHistory history = new CurvatureHistory(n, capacity);
        double[] from = target.draw(random);
        double[] before = new double[n];
        double[] after = new double[n];
        for (int k = 0; k < pairs; k++) {
            double[] to = target.draw(random);
            target.gradient(from, before);
            target.gradient(to, after);
            assertThat(history.add(from, to, before, after)).isTrue();
            from = to;
        }
        return history;
    }

    /** The BFGS update of an inverse Hessian by all pairs, Nocedal &amp; Wright (2006), equation 6.17. */
    private static double[][] denseUpdate(double[] diagonal, CurvatureHistory history) {
        int n = diagonal.length;
        double[][] h = new double[n][n];
        for (int i = 0; i < n; i++) {
            h[i][i] = diagonal[i];
        }
        for (int pair = 0; pair < history.size(); pair++) {
            double[] s = history.step(pair);
            double[] y = history.change(pair);
            double[] hy = new double[n];
            double sy = 0;
            double yhy = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    hy[i] += h[i][j] * y[j];
                }
                sy += s[i] * y[i];
            }
            for (int i = 0; i < n; i++) {
                yhy += y[i] * hy[i];
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    h[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy - (s[i] * hy[j] + hy[i] * s[j]) / sy;
                }
            }
        }
        return h;
    }

    private static double[] positive(int n, UniformRandomProvider random) {
        double[] diagonal = new double[n];
        Arrays.setAll(diagonal, i -> 0.5 + random.nextDouble());
        return diagonal;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5", "2, 3, 5", "3, 9, 5", "6, 3, 5", "12, 5, 5", "12, 9, 5", "30, 6, 6"})
    void isTheBfgsEstimate(int n, int pairs, int capacity) {
        UniformRandomProvider random = Randomness.seeded(n * 100L + pairs);
        Gaussian target = Gaussian.autoregressive(n, 0.7);
        CurvatureHistory history = history(target, pairs, capacity, random);
        double[] diagonal = positive(n, random);
        double[] position = target.draw(random);
        double[] gradient = new double[n];
        target.gradient(position, gradient);
        NormalApproximation found =
                NormalApproximation.at(position, gradient, diagonal, history).orElseThrow();
        double[][] h = denseUpdate(diagonal, history);

        double[] variances = new double[n];
        double[] mean = position.clone();
        for (int i = 0; i < n; i++) {
            variances[i] = h[i][i];
            for (int j = 0; j < n; j++) {
                mean[i] += h[i][j] * gradient[j];
            }
        }
        assertThat(found.variances()).containsExactly(variances, within(1e-9));
        assertThat(found.mean()).containsExactly(mean, within(1e-9));
        double[] at = target.draw(random);
        assertThat(found.logDensity(at)).isCloseTo(denseLogDensity(at, mean, h), within(1e-7));
    }

    private static double denseLogDensity(double[] at, double[] mean, double[][] covariance) {
        int n = at.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = covariance[i].clone();
        }
        assertThat(Factors.cholesky(factor)).isTrue();
        double sum = -0.5 * n * Math.log(2 * Math.PI);
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = at[i] - mean[i];
            for (int j = 0; j < i; j++) {
                z[i] -= factor[i][j] * z[j];
            }
            z[i] /= factor[i][i];
            sum -= 0.5 * z[i] * z[i] + Math.log(factor[i][i]);
        }
        return sum;
    }

    @Test
    void drawsComeWithTheirLogDensity() {
        UniformRandomProvider random = Randomness.seeded(3);
        Gaussian target = Gaussian.autoregressive(8, 0.9);
        NormalApproximation approximation = NormalApproximation.at(
                        target.draw(random), new double[8], positive(8, random), history(target, 3, 5, random))
                .orElseThrow();
        double[] q = new double[8];
        for (int k = 0; k < 20; k++) {
            double stated = approximation.draw(random, q);
            assertThat(approximation.logDensity(q)).isCloseTo(stated, within(1e-9));
        }
    }

    /**
     * Means and variances of 20000 draws, z < 4.5: 16 figures, so a right sampler fails for one seed in 9000. Seen to fail
     * when a draw left out {@code - I} of {@code Q (L - I) Q'}.
     */
    @Test
    void drawsHaveItsMeanAndVariances() {
        UniformRandomProvider random = Randomness.seeded(4);
        Gaussian target = Gaussian.autoregressive(8, 0.9);
        double[] start = target.draw(random);
        NormalApproximation approximation = NormalApproximation.at(
                        start, new double[8], positive(8, random), history(target, 3, 5, random))
                .orElseThrow();
        int draws = 20_000;
        double[] sums = new double[8];
        double[] squares = new double[8];
        double[] q = new double[8];
        for (int k = 0; k < draws; k++) {
            approximation.draw(random, q);
            for (int i = 0; i < 8; i++) {
                sums[i] += q[i] - start[i];
                squares[i] += (q[i] - start[i]) * (q[i] - start[i]);
            }
        }
        double[] variances = approximation.variances();
        for (int i = 0; i < 8; i++) {
            double error = Math.sqrt(variances[i] / draws);
            assertThat(sums[i] / draws).as("mean %d", i).isCloseTo(0, within(4.5 * error));
            assertThat(squares[i] / draws)
                    .as("variance %d", i)
                    .isCloseTo(variances[i], within(4.5 * variances[i] * Math.sqrt(2.0 / draws)));
        }
    }

    @Test
    void withoutPairsTheCovarianceIsTheDiagonal() {
        NormalApproximation approximation = NormalApproximation.at(
                        new double[] {1, 2}, new double[] {1, -1}, new double[] {4, 9}, new CurvatureHistory(2, 5))
                .orElseThrow();
        assertThat(approximation.variances()).containsExactly(4, 9);
        assertThat(approximation.mean()).containsExactly(5, -7);
    }

    @Test
    void whatIsNotFiniteIsNoApproximation() {
        assertThat(NormalApproximation.at(
                        new double[] {Double.NaN}, new double[1], new double[] {1}, new CurvatureHistory(1, 5)))
                .isEmpty();
        assertThat(NormalApproximation.at(new double[1], new double[1], new double[] {0}, new CurvatureHistory(1, 5)))
                .isEmpty();
    }
}
