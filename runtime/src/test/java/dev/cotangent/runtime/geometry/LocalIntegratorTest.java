package dev.cotangent.runtime.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.fixture.Banana;
import dev.cotangent.runtime.fixture.CurvedFunnel;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.model.FisherInformation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What makes Riemannian kernels exact: maps of phase space, or of the doubled one, that are symplectic and reversible, of
 * second order, and those of plain HMC where the metric is constant.
 */
class LocalIntegratorTest {

    private static final CurvedFunnel FUNNEL = new CurvedFunnel(1, 1);

    /** A map of a phase space of n pairs: positions, then momenta. */
    private interface PhaseMap {
        double[] apply(double[] z, double time);
    }

    private record Case(String name, PhaseMap map, int pairs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static LocalMetric metric(LocalMetricKind kind) {
        return LocalMetrics.of(kind, FUNNEL, 2);
    }

    static Stream<Case> cases() {
        List<LocalMetricKind> kinds =
                List.of(LocalMetricKind.FISHER, LocalMetricKind.SOFTABS, LocalMetricKind.DIAGONAL_SOFTABS);
        return kinds.stream()
                .flatMap(kind -> Stream.of(
                        new Case("implicit, " + kind, single(new GeneralisedLeapfrog(metric(kind), 1e-6)), 2),
                        new Case("projected, " + kind, single(new ProjectedCopies(metric(kind), 1e-6)), 2),
                        new Case("copies without binding, " + kind, doubled(kind, 0), 4),
                        new Case("copies bound by 3, " + kind, doubled(kind, 3), 4)));
    }

    /** One step of the map of (q, p). */
    private static PhaseMap single(LocalIntegrator integrator) {
        return (z, time) -> {
            int n = z.length / 2;
            double[] q = Arrays.copyOf(z, n);
            double[] p = Arrays.copyOfRange(z, n, 2 * n);
            assertThat(integrator.metric().moveTo(q)).isTrue();
            assertThat(integrator.follow(q, p, 1, time, Randomness.seeded(1))).isTrue();
            return joined(q, p);
        };
    }

    /** One step of the map of (q, x, p, y): the pairs are (q, p) and (x, y). */
    private static PhaseMap doubled(LocalMetricKind kind, double binding) {
        CopiedPhaseSpace copies = new CopiedPhaseSpace(metric(kind), CopyRule.AUXILIARY, 1, binding, 1);
        copies.setScales(new double[] {0.8, 1.5});
        return (z, time) -> {
            double[] q = Arrays.copyOfRange(z, 0, 2);
            double[] x = Arrays.copyOfRange(z, 2, 4);
            double[] p = Arrays.copyOfRange(z, 4, 6);
            double[] y = Arrays.copyOfRange(z, 6, 8);
            assertThat(copies.metric().moveTo(q)).isTrue();
            assertThat(copies.flow(q, p, x, y, 1, time)).isTrue();
            return joined(joined(q, x), joined(p, y));
        };
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double[] start(int pairs) {
        return pairs == 2
                ? new double[] {0.4, -0.7, 0.9, 0.5}
                : new double[] {0.4, -0.7, 0.43, -0.6, 0.9, 0.5, 0.8, 0.55};
    }

    /** Shape [2 pairs][2 pairs], by central differences with steps of 1e-5: an error of 1e-9, and solvers' 1e-8 / 1e-5. */
    private static double[][] jacobian(Case tested, double time) {
        double[] z = start(tested.pairs());
        double h = 1e-4;
        double[][] columns = new double[z.length][];
        for (int j = 0; j < z.length; j++) {
            double at = z[j];
            double[][] images = new double[4][];
            for (int k = 0; k < 4; k++) {
                z[j] = at + new double[] {h, -h, 2 * h, -2 * h}[k];
                images[k] = tested.map().apply(z, time);
            }
            z[j] = at;
            columns[j] = new double[z.length];
            for (int i = 0; i < z.length; i++) {
                columns[j][i] = (8 * (images[0][i] - images[1][i]) - (images[2][i] - images[3][i])) / (12 * h);
            }
        }
        return columns;
    }

    /** {@code J' Omega J = Omega}, which implies a determinant of 1. */
    @ParameterizedTest
    @MethodSource("cases")
    void stepsAreSymplectic(Case tested) {
        double[][] columns = jacobian(tested, 0.3);
        int pairs = tested.pairs();
        for (int i = 0; i < 2 * pairs; i++) {
            for (int j = 0; j < 2 * pairs; j++) {
                double form = 0;
                for (int k = 0; k < pairs; k++) {
                    form += columns[i][k] * columns[j][pairs + k] - columns[i][pairs + k] * columns[j][k];
                }
                double expected = j == i + pairs ? 1 : i == j + pairs ? -1 : 0;
                assertThat(form).isCloseTo(expected, within(1e-6));
            }
        }
        assertThat(determinant(columns)).isCloseTo(1, within(1e-6));
    }

    private static double determinant(double[][] a) {
        double determinant = 1;
        for (int k = 0; k < a.length; k++) {
            int pivot = k;
            for (int i = k + 1; i < a.length; i++) {
                pivot = Math.abs(a[i][k]) > Math.abs(a[pivot][k]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            determinant *= pivot == k ? a[k][k] : -a[k][k];
            for (int i = k + 1; i < a.length; i++) {
                double factor = a[i][k] / a[k][k];
                for (int j = k; j < a.length; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return determinant;
    }

    /** A step back in time undoes a step, up to what the solvers leave. */
    @ParameterizedTest
    @MethodSource("cases")
    void stepsAreReversible(Case tested) {
        double[] z = start(tested.pairs());
        double[] there = tested.map().apply(z, 0.3);
        assertThat(there).isNotEqualTo(z);
        assertThat(tested.map().apply(there, -0.3)).containsExactly(z, within(1e-7));
    }

    /** Copies that start as one are a second-order approximation of the flow, too: halves of a step divide the error by 4. */
    @ParameterizedTest
    @MethodSource("cases")
    void errorsAreOfSecondOrder(Case tested) {
        double[] z = tested.pairs() == 2 ? start(2) : new double[] {0.4, -0.7, 0.4, -0.7, 0.9, 0.5, 0.9, 0.5};
        double[] exact = repeated(tested.map(), z, 1024);
        double coarse = distance(repeated(tested.map(), z, 32), exact);
        double fine = distance(repeated(tested.map(), z, 64), exact);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(2, within(0.1));
    }

    private static double[] repeated(PhaseMap map, double[] z, int steps) {
        double[] end = z;
        for (int k = 0; k < steps; k++) {
            end = map.apply(end, 0.8 / steps);
        }
        return end;
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    /** The binding alone leaves the distance of the copies as it is, in its scales. */
    @Test
    void trajectoriesOfTheWholeIntegratorAreReversible() {
        for (LocalIntegrator integrator : List.of(
                new GeneralisedLeapfrog(metric(LocalMetricKind.SOFTABS), 1e-6),
                new ProjectedCopies(metric(LocalMetricKind.SOFTABS), 1e-6))) {
            double[] q = {0.4, -0.7};
            double[] p = {0.9, 0.5};
            assertThat(integrator.metric().moveTo(q)).isTrue();
            assertThat(integrator.follow(q, p, 20, 0.2, Randomness.seeded(1))).isTrue();
            assertThat(integrator.isReversible(q, p, new double[] {0.4, -0.7}, 20, 0.2))
                    .isTrue();
            assertThat(integrator.isReversible(q, p, new double[] {0.4, -0.70001}, 20, 0.2))
                    .isFalse();
        }
    }

    /** A banana with an information that does not depend on the position. */
    private record Constant(double[] matrix) implements FisherInformation {
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
            return new Banana().gradient(q, gradient);
        }

        @Override
        public double information(double[] q, double[] gradient, double[] metric) {
            System.arraycopy(matrix, 0, metric, 0, 4);
            return gradient(q, gradient);
        }

        @Override
        public double informationGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
            Arrays.fill(result, 0);
            return Double.NaN;
        }
    }

    private static double[] leapfrog(double[] q, double[] p, int steps, double stepSize) {
        Flow flow = Flow.leapfrog(
                // the inverse of {{2, 0.5}, {0.5, 1}}
                new Banana(),
                DenseMetric.of(new double[][] {{1 / 1.75, -0.5 / 1.75}, {-0.5 / 1.75, 2 / 1.75}}),
                stepSize);
        PhasePoint point = new PhasePoint(2);
        double[] gradient = new double[2];
        point.placeAt(q, new Banana().gradient(q, gradient), gradient);
        System.arraycopy(p, 0, point.momentum(), 0, 2);
        flow.hamiltonian().updateKinetic(point);
        for (int k = 0; k < steps; k++) {
            flow.advance(point, point, stepSize);
        }
        return joined(point.position(), point.momentum());
    }

    private static double[] local(LocalIntegrator integrator, int steps, double stepSize) {
        double[] q = {0.5, 0.1};
        double[] p = {-0.6, 1.1};
        assertThat(integrator.metric().moveTo(q)).isTrue();
        assertThat(integrator.follow(q, p, steps, stepSize, Randomness.seeded(1)))
                .isTrue();
        return joined(q, p);
    }

    private static LocalMetric constant() {
        return CholeskyMetric.ofInformation(new Constant(new double[] {2, 0.5, 0.5, 1}));
    }

    @Test
    void theImplicitIntegratorIsTheLeapfrogWhereTheMetricIsConstant() {
        double[] expected = leapfrog(new double[] {0.5, 0.1}, new double[] {-0.6, 1.1}, 40, 0.1);
        assertThat(local(new GeneralisedLeapfrog(constant(), 1e-6), 40, 0.1)).containsExactly(expected, within(1e-8));
    }

    /** Copies are another integrator of second order: the difference from the leapfrog is divided by 4 with halves of the steps. */
    @Test
    void copiesFollowTheLeapfrogToSecondOrderWhereTheMetricIsConstant() {
        for (int kind = 0; kind < 2; kind++) {
            double[] differences = new double[2];
            for (int k = 0; k < 2; k++) {
                int steps = 40 << k;
                double stepSize = 2.0 / steps;
                LocalIntegrator integrator = kind == 0
                        ? new ProjectedCopies(constant(), 1e-6)
                        : new CopiedPhaseSpace(constant(), CopyRule.PAPER, 1, 1, 1);
                differences[k] = distance(
                        local(integrator, steps, stepSize),
                        leapfrog(new double[] {0.5, 0.1}, new double[] {-0.6, 1.1}, steps, stepSize));
            }
            assertThat(Math.log(differences[0] / differences[1]) / Math.log(2)).isCloseTo(2, within(0.15));
        }
    }

    /** Midpoints stay near the exact map, and are not it: their error of reversal is what the documentation says. */
    @Test
    void midpointsAreNearlyReversible() {
        CopiedPhaseSpace midpoints = new CopiedPhaseSpace(metric(LocalMetricKind.FISHER), CopyRule.MIDPOINT, 1, 0, 1);
        PhaseMap map = single(midpoints);
        double[] z = start(2);
        double error = distance(map.apply(map.apply(z, 0.3), -0.3), z);
        assertThat(error).isBetween(1e-9, 1e-2);
    }

    @Test
    void theRandomGeneratorIsUsedForCopiesAlone() {
        UniformRandomProvider used = Randomness.seeded(3);
        LocalIntegrator implicit = new GeneralisedLeapfrog(metric(LocalMetricKind.FISHER), 1e-6);
        double[] q = {0.4, -0.7};
        double[] p = {0.9, 0.5};
        assertThat(implicit.metric().moveTo(q)).isTrue();
        assertThat(implicit.follow(q, p, 3, 0.2, used)).isTrue();
        assertThat(used.nextLong()).isEqualTo(Randomness.seeded(3).nextLong());
    }
}
