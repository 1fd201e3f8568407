package dev.cotangent.runtime.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.fixture.CurvedBanana;
import dev.cotangent.runtime.fixture.CurvedFunnel;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.model.Curved;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Slopes against differences of the Hamiltonian, and what a metric says of momenta and displacements against one another. */
class LocalMetricTest {

    private static final double[] SCALES = {0.7, 1.3, 2, 0.4};

    /** A metric at a position. */
    private record Case(String name, LocalMetric metric, double[] q, double[] p) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        CurvedFunnel funnel = new CurvedFunnel(3, 2);
        double[] q = {-0.8, 0.3, -1.1, 0.4};
        double[] p = {0.9, -0.5, 1.7, 0.2};
        double[] origin = new double[4];
        for (double alpha : new double[] {0.5, 3, 1e3, 1e6}) {
            for (LocalMetricKind kind : List.of(LocalMetricKind.SOFTABS, LocalMetricKind.DIAGONAL_SOFTABS)) {
                String name = kind + ", alpha " + alpha + ", ";
                cases.add(new Case(name + "funnel", metric(kind, funnel, alpha), q, p));
                cases.add(new Case(
                        name + "banana",
                        LocalMetrics.of(kind, new CurvedBanana(), alpha),
                        new double[] {0.2, 1.5},
                        new double[] {1, -0.4}));
                cases.add(new Case(
                        name + "repeated eigenvalues",
                        LocalMetrics.of(kind, LocalMetrics.polynomial(2, 2, 2, -2), alpha),
                        origin,
                        p));
            }
        }
        // where SoftAbs has a kink on the scale of differences there is nothing to compare, so alpha stays moderate
        for (double alpha : new double[] {0.5, 3, 30}) {
            cases.add(new Case(
                    "softabs, alpha " + alpha + ", zero eigenvalues",
                    LocalMetrics.of(LocalMetricKind.SOFTABS, LocalMetrics.polynomial(0, 0, 1, -1), alpha),
                    origin,
                    p));
            cases.add(new Case(
                    "diagonal, alpha " + alpha + ", zero eigenvalues",
                    LocalMetrics.of(LocalMetricKind.DIAGONAL_SOFTABS, LocalMetrics.polynomial(0, 0, 1, -1), alpha),
                    origin,
                    p));
        }
        cases.add(new Case("fisher, funnel", metric(LocalMetricKind.FISHER, funnel, 1), q, p));
        cases.add(new Case(
                "fisher, polynomial",
                LocalMetrics.of(LocalMetricKind.FISHER, LocalMetrics.polynomial(1, 2, 3, 4), 1),
                q,
                p));
        cases.add(new Case(
                "hessian, repeated eigenvalues",
                LocalMetrics.of(LocalMetricKind.HESSIAN, LocalMetrics.polynomial(3, 3, 3, 5), 1),
                origin,
                p));
        cases.add(new Case(
                "hessian",
                LocalMetrics.of(LocalMetricKind.HESSIAN, LocalMetrics.polynomial(3, 4, 3, 5), 1),
                new double[] {0.1, -0.2, 0.3, 0.05},
                p));
        return cases.stream();
    }

    private static LocalMetric metric(LocalMetricKind kind, Curved target, double alpha) {
        LocalMetric metric = LocalMetrics.of(kind, target, alpha);
        metric.setScales(SCALES);
        return metric;
    }

    private static double energy(LocalMetric metric, double[] q, double[] p) {
        assertThat(metric.moveTo(q)).isTrue();
        return metric.potential() + 0.5 * metric.squaredMomentum(p);
    }

    /** Central differences, extrapolated once: an error of h⁴ and 1e-16 / h, both under 1e-7 with these steps. */
    private static double derivative(LocalMetric metric, double[] q, double[] p, double[] changed, int i, double h) {
        return (4 * difference(metric, q, p, changed, i, h) - difference(metric, q, p, changed, i, 2 * h)) / 3;
    }

    private static double difference(LocalMetric metric, double[] q, double[] p, double[] changed, int i, double h) {
        double at = changed[i];
        changed[i] = at + h;
        double above = energy(metric, q, p);
        changed[i] = at - h;
        double below = energy(metric, q, p);
        changed[i] = at;
        return (above - below) / (2 * h);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void slopesAreThoseOfTheHamiltonian(Case tested) {
        LocalMetric metric = tested.metric();
        double[] q = tested.q().clone();
        double[] p = tested.p().clone();
        int n = q.length;
        double[] slope = new double[n];
        double[] velocity = new double[n];
        double[] potential = new double[n];
        double[] kinetic = new double[n];
        assertThat(metric.moveTo(q)).isTrue();
        metric.slope(p, slope);
        metric.velocity(p, velocity);
        metric.potentialSlope(potential);
        metric.kineticSlope(p, kinetic);
        for (int i = 0; i < n; i++) {
            double size = Math.max(1, Math.abs(slope[i]));
            assertThat(potential[i] + kinetic[i]).isCloseTo(slope[i], within(1e-9 * size));
            assertThat(slope[i]).as("dH/dq %d", i).isCloseTo(derivative(metric, q, p, q, i, 1e-4), within(1e-6 * size));
            double speed = Math.max(1, Math.abs(velocity[i]));
            assertThat(velocity[i])
                    .as("dH/dp %d", i)
                    .isCloseTo(derivative(metric, q, p, p, i, 1e-3), within(1e-6 * speed));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void velocitiesAndMomentaAreInverse(Case tested) {
        LocalMetric metric = tested.metric();
        int n = tested.q().length;
        assertThat(metric.moveTo(tested.q())).isTrue();
        double[] velocity = new double[n];
        double[] back = new double[n];
        metric.velocity(tested.p(), velocity);
        metric.momentum(velocity, back);
        assertThat(back).containsExactly(tested.p(), within(1e-9));
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += tested.p()[i] * velocity[i];
        }
        assertThat(metric.squaredMomentum(tested.p())).isCloseTo(squares, within(1e-9 * Math.max(1, squares)));
        assertThat(metric.squaredLength(velocity)).isCloseTo(squares, within(1e-9 * Math.max(1, squares)));
    }

    /**
     * {@code p' G⁻¹ p} of draws is chi-squared with n degrees of freedom, and so is {@code d' G d}: means of 4000 within 4
     * standard errors, a bound that one seed in 8000 breaks. Directions are checked by one pair of coordinates.
     */
    @ParameterizedTest
    @MethodSource("cases")
    void drawsHaveTheCovarianceOfTheMetric(Case tested) {
        LocalMetric metric = tested.metric();
        int n = tested.q().length;
        assertThat(metric.moveTo(tested.q())).isTrue();
        UniformRandomProvider random = Randomness.seeded(5);
        double[] unit = new double[n];
        unit[0] = 1;
        unit[1] = -2;
        double[] p = new double[n];
        double[] d = new double[n];
        double[] velocity = new double[n];
        double[] momentum = new double[n];
        metric.velocity(unit, velocity);
        metric.momentum(unit, momentum);
        double[] means = new double[4];
        int draws = 4000;
        for (int k = 0; k < draws; k++) {
            metric.drawMomentum(random, p);
            metric.drawDisplacement(random, d);
            means[0] += metric.squaredMomentum(p) / draws;
            means[1] += metric.squaredLength(d) / draws;
            // unit' p has the variance unit' G unit, unit' d that of unit' G⁻¹ unit
            means[2] += square(p[0] - 2 * p[1]) / (momentum[0] - 2 * momentum[1]) / draws;
            means[3] += square(d[0] - 2 * d[1]) / (velocity[0] - 2 * velocity[1]) / draws;
        }
        assertThat(means[0]).isCloseTo(n, within(4 * Math.sqrt(2.0 * n / draws)));
        assertThat(means[1]).isCloseTo(n, within(4 * Math.sqrt(2.0 * n / draws)));
        assertThat(means[2]).isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
        assertThat(means[3]).isCloseTo(1, within(4 * Math.sqrt(2.0 / draws)));
    }

    private static double square(double x) {
        return x * x;
    }

    static Stream<Arguments> indefinite() {
        return Stream.of(
                Arguments.of(LocalMetrics.of(LocalMetricKind.HESSIAN, LocalMetrics.polynomial(1, 1, -1, 1), 1)),
                // an even number of negative eigenvalues leaves the determinant positive
                Arguments.of(LocalMetrics.of(LocalMetricKind.HESSIAN, LocalMetrics.polynomial(-1, 1, -1, 1), 1)),
                Arguments.of(LocalMetrics.of(LocalMetricKind.HESSIAN, LocalMetrics.polynomial(0, 1, 1, 1), 1)));
    }

    @ParameterizedTest
    @MethodSource("indefinite")
    void thereIsNoHessianMetricWhereTheHessianIsNotDefinite(LocalMetric metric) {
        assertThat(metric.moveTo(new double[4])).isFalse();
    }

    @Test
    void thereIsNoMetricWhereTheDensityIsNotFinite() {
        for (LocalMetricKind kind : LocalMetricKind.values()) {
            LocalMetric metric = LocalMetrics.of(kind, LocalMetrics.polynomial(1, 1, 1, 1), 1);
            assertThat(metric.moveTo(new double[] {1e200, 0, 0, 0})).isFalse();
        }
    }
}
