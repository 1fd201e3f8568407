package dev.cotangent.runtime.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.fixture.Randomness;
import dev.cotangent.runtime.fixture.Target;
import dev.cotangent.runtime.sampler.nuts.Stride;
import dev.cotangent.runtime.sampler.nuts.Stride.Outcome;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/** The claims that every stride of a trajectory must hold, and every integrator with it. */
final class StrideContract {

    private static final int POINTS = 300;

    private StrideContract() {}

    /** Where a stride arrives, one back arrives where it began; rounding is far below 1e-8. */
    static void isReversible(Stride stride, Flow flow, Target target) {
        UniformRandomProvider random = Randomness.seeded(21);
        int arrivals = 0;
        for (int k = 0; k < POINTS; k++) {
            PhasePoint start = drawPoint(flow, target, random);
            PhasePoint end = new PhasePoint(target.dimension());
            PhasePoint back = new PhasePoint(target.dimension());
            stride.begin();
            if (stride.next(flow, start, end, 1) == Outcome.ARRIVED) {
                arrivals++;
                assertThat(stride.next(flow, end, back, -1)).isEqualTo(Outcome.ARRIVED);
                assertThat(back.position()).containsExactly(start.position(), within(1e-8));
                assertThat(back.momentum()).containsExactly(start.momentum(), within(1e-8));
            }
        }
        assertThat(arrivals).isGreaterThan(POINTS / 2);
    }

    /**
     * The determinant of the map's Jacobian, by central differences with steps of 1e-5, is 1 up to the third derivatives times
     * 1e-10 and rounding over steps, 1e-11.
     */
    static void preservesVolume(Stride stride, Flow flow, Target target) {
        UniformRandomProvider random = Randomness.seeded(22);
        int checked = 0;
        for (int k = 0; k < POINTS; k++) {
            PhasePoint start = drawPoint(flow, target, random);
            Optional<double[][]> jacobian = jacobian(stride, flow, start);
            if (jacobian.isPresent()) {
                checked++;
                assertThat(Math.abs(determinant(jacobian.get()))).isCloseTo(1, within(1e-6));
            }
        }
        assertThat(checked).isGreaterThan(POINTS / 2);
    }

    /**
     * Dividing the step by four divides the energy error over a fixed time by 16: slope 2 on logarithmic scales. The root of
     * the mean square over starts is compared, at steps of 1/50 and 1/200 of the given one; terms of higher order are below
     * 0.05.
     */
    static void hasErrorOfSecondOrder(Flow flow, Target target) {
        double coarse = energyError(flow, target, 50);
        double fine = energyError(flow, target, 200);
        assertThat(Math.log(coarse / fine) / Math.log(4)).isCloseTo(2, within(0.05));
    }

    private static double energyError(Flow flow, Target target, int steps) {
        UniformRandomProvider random = Randomness.seeded(23);
        double squares = 0;
        for (int k = 0; k < 50; k++) {
            PhasePoint point = drawPoint(flow, target, random);
            double start = point.energy();
            for (int step = 0; step < steps; step++) {
                flow.advance(point, point, flow.stepSize() / steps);
            }
            squares += (point.energy() - start) * (point.energy() - start);
        }
        return Math.sqrt(squares);
    }

    private static PhasePoint drawPoint(Flow flow, Target target, UniformRandomProvider random) {
        return pointAt(flow, target.draw(random), random);
    }

    private static PhasePoint pointAt(Flow flow, double[] position, UniformRandomProvider random) {
        PhasePoint point = new PhasePoint(position.length);
        double[] gradient = new double[position.length];
        point.placeAt(position, flow.hamiltonian().target().gradient(position, gradient), gradient);
        flow.hamiltonian().refreshMomentum(point, random);
        return point;
    }

    /** Shape [2n][2n]; empty where the map does not arrive from every neighbour, or has a jump between them. */
    private static Optional<double[][]> jacobian(Stride stride, Flow flow, PhasePoint start) {
        int n = start.position().length;
        double h = 1e-5;
        double[][] rows = new double[2 * n][2 * n];
        for (int j = 0; j < 2 * n; j++) {
            Optional<double[]> up = image(stride, flow, start, j, h);
            Optional<double[]> down = image(stride, flow, start, j, -h);
            if (up.isEmpty() || down.isEmpty()) {
                return Optional.empty();
            }
            for (int i = 0; i < 2 * n; i++) {
                rows[j][i] = (up.get()[i] - down.get()[i]) / (2 * h);
                if (Math.abs(rows[j][i]) > 100) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(rows);
    }

    private static Optional<double[]> image(Stride stride, Flow flow, PhasePoint start, int coordinate, double h) {
        int n = start.position().length;
        double[] position = start.position().clone();
        if (coordinate < n) {
            position[coordinate] += h;
        }
        PhasePoint moved = pointAt(flow, position, Randomness.seeded(1));
        System.arraycopy(start.momentum(), 0, moved.momentum(), 0, n);
        if (coordinate >= n) {
            moved.momentum()[coordinate - n] += h;
        }
        flow.hamiltonian().updateKinetic(moved);
        PhasePoint end = new PhasePoint(n);
        stride.begin();
        if (stride.next(flow, moved, end, 1) != Outcome.ARRIVED) {
            return Optional.empty();
        }
        double[] image = new double[2 * n];
        System.arraycopy(end.position(), 0, image, 0, n);
        System.arraycopy(end.momentum(), 0, image, n, n);
        return Optional.of(image);
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
}
