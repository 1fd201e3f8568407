package dev.cotangent.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.fixture.Funnel;
import dev.cotangent.runtime.fixture.Gaussian;
import dev.cotangent.runtime.model.LogDensity;
import org.junit.jupiter.api.Test;

class HeaviestClimbTest {

    /**
     * Two normal components in the plane, at 0 and at (10, 10).
     *
     * @param logWeight logarithm of the weight of the second over that of the first
     * @param scale of the second along x; along y it is a third of that, and the first's are 1
     */
    private record TwoModes(double logWeight, double scale) implements LogDensity {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[2]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            double here = -0.5 * (q[0] * q[0] + q[1] * q[1]);
            double x = (q[0] - 10) / scale;
            double y = 3 * (q[1] - 10) / scale;
            double there = logWeight - StrictMath.log(scale * scale / 3) - 0.5 * (x * x + y * y);
            double most = Math.max(here, there);
            double sum = most + StrictMath.log(StrictMath.exp(here - most) + StrictMath.exp(there - most));
            double share = StrictMath.exp(there - sum);
            gradient[0] = -(1 - share) * q[0] - share * x / scale;
            gradient[1] = -(1 - share) * q[1] - 3 * share * y / scale;
            return sum;
        }
    }

    /** Rosenbrock's valley, ten nats deep a unit: {@code -10 ((1 - x)² + 100 (y - x²)²)}; its mode is at (1, 1). */
    private static final class Valley implements LogDensity {

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] q) {
            return gradient(q, new double[2]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            double a = 1 - q[0];
            double b = q[1] - q[0] * q[0];
            gradient[0] = 20 * a + 4000 * b * q[0];
            gradient[1] = -2000 * b;
            return -10 * (a * a + 100 * b * b);
        }
    }

    private static double[] kept(LogDensity density, double[]... starts) {
        HeaviestClimb climb = new HeaviestClimb(density);
        for (double[] start : starts) {
            climb.add(start);
        }
        return climb.position();
    }

    @Test
    void aSpikeOfLittleMassIsLeft() {
        // 9 nats higher, e^-15 of the mass: nobody would meet it in a run
        TwoModes target = new TwoModes(-15, 1e-5);
        double[] spike = {10 + 2e-5, 10 - 5e-6};
        double[] plain = {1, -1};
        assertThat(kept(target, spike, plain)[0]).isLessThan(5);
        assertThat(kept(target, plain, spike)[0]).isLessThan(5);
    }

    @Test
    void aLowModeOfMuchMassIsKept() {
        // 17 nats lower, e^14 of the mass
        TwoModes target = new TwoModes(14, 1e7);
        assertThat(target.value(new double[] {0, 0})).isGreaterThan(target.value(new double[] {20, 20}) + 16);
        assertThat(kept(target, new double[] {1, 1}, new double[] {1e7, 1e7})[0])
                .isGreaterThan(10);
    }

    @Test
    void lesserDifferencesDecideNothing() {
        double[] zero = {0.1, 0.1};
        double[] ten = {9.9, 9.9};
        for (double logWeight : new double[] {-9, 0, 9}) {
            TwoModes target = new TwoModes(logWeight, 1);
            assertThat(kept(target, zero, ten)[0]).isLessThan(5);
            assertThat(kept(target, ten, zero)[0]).isGreaterThan(5);
        }
    }

    @Test
    void aClimbGoesOnAlongAValley() {
        // single steps along the valley gain less than a nat
        Valley target = new Valley();
        assertThat(target.value(kept(target, new double[] {-1.2, 1}))).isGreaterThan(-2);
    }

    @Test
    void aClimbLeavesAFunnelsMouthAlone() {
        // the mode, 91 nats up, is at -40.5, where no draw will ever be; v is normal with sd 3
        double[] start = {2, 2, -2, 2, -2, 2, -2, 2, -2, 2};
        assertThat(kept(new Funnel(9), start)[0]).isBetween(-9.0, 9.0);
    }

    @Test
    void inManyDimensionsAClimbEndsBeforeAFunnelToo() {
        // the mode is at -292; six of the scale of v are 18
        double[] start = new double[66];
        for (int i = 0; i < start.length; i++) {
            start[i] = i % 2 == 0 ? 2 : -1.5;
        }
        assertThat(kept(new Funnel(65), start)[0]).isGreaterThan(-18);
    }

    @Test
    void aNormalTargetIsClimbedToItsMiddle() {
        Gaussian target = Gaussian.ofScales(0.01, 1, 1, 1, 1, 1, 1, 100);
        double[] start = {2, 2, -2, 2, -2, 2, -2, 2};
        assertThat(target.value(kept(target, start)) - target.value(new double[8]))
                .isGreaterThan(-8);
    }
}
