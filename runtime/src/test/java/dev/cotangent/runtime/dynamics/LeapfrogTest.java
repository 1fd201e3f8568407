package dev.cotangent.runtime.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.model.LogDensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeapfrogTest {

    private static final Integrator LEAPFROG = new Leapfrog();

    /**
     * On H = q²/2 + p²/2 a step is a linear map with cos(theta) = 1 - eps²/2; from (1, 0) the positions are exactly
     * cos(k theta), and the momenta -sqrt(1 - eps²/4) sin(k theta).
     */
    @Test
    void followsClosedFormOfHarmonicOscillator() {
        double stepSize = 0.3;
        double theta = Math.acos(1 - stepSize * stepSize / 2);
        Hamiltonian oscillator = hamiltonian(Gaussian.standard(1), new UnitMetric(1));
        PhasePoint point = at(oscillator, new double[] {1}, new double[] {0});
        for (int k = 1; k <= 100; k++) {
            LEAPFROG.step(oscillator, point, point, stepSize);
            assertThat(point.position()[0]).isCloseTo(Math.cos(k * theta), within(1e-13));
            double momentum = -Math.sqrt(1 - stepSize * stepSize / 4) * Math.sin(k * theta);
            assertThat(point.momentum()[0]).isCloseTo(momentum, within(1e-13));
        }
    }

    /** Free of gradient error, a positive mass only rescales time: M⁻¹ = 4 doubles the frequency. */
    @Test
    void metricScalesFrequency() {
        Hamiltonian heavy = hamiltonian(Gaussian.standard(1), DiagonalMetric.of(new double[] {4}));
        PhasePoint point = at(heavy, new double[] {1}, new double[] {0});
        int steps = 10_000;
        for (int k = 0; k < steps; k++) {
            LEAPFROG.step(heavy, point, point, 1.0 / steps);
        }
        // global error is O(eps²) = 1e-8 times a constant near 1
        assertThat(point.position()[0]).isCloseTo(Math.cos(2), within(1e-7));
    }

    @ParameterizedTest
    @EnumSource(MetricKind.class)
    void isReversible(MetricKind kind) {
        Hamiltonian banana = hamiltonian(new Banana(), someMetric(kind));
        PhasePoint point = at(banana, new double[] {0.7, -0.2}, new double[] {1.1, 0.4});
        for (int k = 0; k < 200; k++) {
            LEAPFROG.step(banana, point, point, 0.05);
        }
        for (int k = 0; k < 200; k++) {
            LEAPFROG.step(banana, point, point, -0.05);
        }
        assertThat(point.position()).containsExactly(new double[] {0.7, -0.2}, within(1e-10));
        assertThat(point.momentum()).containsExactly(new double[] {1.1, 0.4}, within(1e-10));
    }

    /** Halving the step divides the error of the energy by four; the next term of the expansion is of order eps⁴. */
    @Test
    void energyErrorIsOfSecondOrder() {
        double coarse = energyError(0.02);
        double fine = energyError(0.01);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(2, within(0.02));
    }

    @Test
    void jacobianDeterminantIsOne() {
        Hamiltonian banana = hamiltonian(new Banana(), someMetric(MetricKind.DENSE));
        double[] z = {0.7, -0.2, 1.1, 0.4};
        double h = 1e-5;
        double[][] jacobian = new double[4][];
        for (int j = 0; j < 4; j++) {
            double[] up = z.clone();
            double[] down = z.clone();
            up[j] += h;
            down[j] -= h;
            double[] a = flow(banana, up);
            double[] b = flow(banana, down);
            jacobian[j] = new double[4];
            for (int i = 0; i < 4; i++) {
                jacobian[j][i] = (a[i] - b[i]) / (2 * h);
            }
        }
        // central differences are exact to h² = 1e-10 and rounding / h = 1e-11
        assertThat(determinant(jacobian)).isCloseTo(1, within(1e-8));
    }

    @Test
    void infiniteDensityHasInfiniteEnergy() {
        LogDensity wall = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double value(double[] q) {
                return q[0] > 1 ? Double.NEGATIVE_INFINITY : 0;
            }

            @Override
            public double gradient(double[] q, double[] gradient) {
                gradient[0] = q[0] > 1 ? Double.NaN : 0;
                return value(q);
            }
        };
        Hamiltonian hamiltonian = hamiltonian(wall, new UnitMetric(1));
        PhasePoint point = at(hamiltonian, new double[] {0.9}, new double[] {1});
        LEAPFROG.step(hamiltonian, point, point, 0.2);
        assertThat(point.energy()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static double energyError(double stepSize) {
        Hamiltonian banana = hamiltonian(new Banana(), new UnitMetric(2));
        PhasePoint point = at(banana, new double[] {0.7, -0.2}, new double[] {1.1, 0.4});
        double start = point.energy();
        for (int k = 0; k < Math.round(1 / stepSize); k++) {
            LEAPFROG.step(banana, point, point, stepSize);
        }
        return Math.abs(point.energy() - start);
    }

    private static double[] flow(Hamiltonian hamiltonian, double[] z) {
        PhasePoint point = at(hamiltonian, new double[] {z[0], z[1]}, new double[] {z[2], z[3]});
        for (int k = 0; k < 10; k++) {
            LEAPFROG.step(hamiltonian, point, point, 0.1);
        }
        return new double[] {point.position()[0], point.position()[1], point.momentum()[0], point.momentum()[1]};
    }

    private static double determinant(double[][] a) {
        double determinant = 1;
        for (int k = 0; k < a.length; k++) {
            determinant *= a[k][k];
            for (int i = k + 1; i < a.length; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < a.length; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return determinant;
    }

    private static Metric someMetric(MetricKind kind) {
        return switch (kind) {
            case UNIT -> new UnitMetric(2);
            case DIAGONAL -> DiagonalMetric.of(new double[] {0.5, 2});
            case LOW_RANK -> LowRankMetric.of(new double[] {0.7, 1.3}, new double[] {5}, new double[][] {{0.6, -0.8}});
            case DENSE -> DenseMetric.of(new double[][] {{1, 0.3}, {0.3, 2}});
        };
    }

    private static Hamiltonian hamiltonian(LogDensity target, Metric metric) {
        return new Hamiltonian(target, metric);
    }

    private static PhasePoint at(Hamiltonian hamiltonian, double[] position, double[] momentum) {
        PhasePoint point = new PhasePoint(position.length);
        double[] gradient = new double[position.length];
        point.placeAt(position, hamiltonian.target().gradient(position, gradient), gradient);
        hamiltonian.refreshMomentum(point, Randomness.seeded(1));
        System.arraycopy(momentum, 0, point.momentum(), 0, momentum.length);
        hamiltonian.updateKinetic(point);
        return point;
    }
}
