package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.geometry.CopiedPhaseSpace;
import dev.cotangent.runtime.geometry.CopyRule;
import dev.cotangent.runtime.geometry.GeneralisedLeapfrog;
import dev.cotangent.runtime.geometry.LocalIntegrator;
import dev.cotangent.runtime.geometry.LocalMetric;
import dev.cotangent.runtime.geometry.LocalMetricKind;
import dev.cotangent.runtime.geometry.LocalMetrics;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.random.StandardNormal;
import dev.cotangent.runtime.sampler.rmhmc.RiemannianKernel;
import java.io.DataInput;
import java.io.DataOutput;
import org.apache.commons.rng.UniformRandomProvider;

/** Riemannian kernels with one bug, in their metric or their integrator. */
final class BrokenRiemannian {

    enum Bug {
        NONE,
        NONE_WITH_COPIES,
        /** H without the normaliser of the momentum. */
        FORGETS_THE_DETERMINANT,
        /** Half the logarithm of the determinant with its sign turned. */
        TURNS_THE_DETERMINANT,
        DRAWS_MOMENTUM_OF_NO_METRIC,
        /** The density of the copies is no part of the acceptance ratio. */
        FORGETS_THE_COPIES,
        /** The rule of the paper: not a bug of ours, and not exact. */
        DROPS_THE_COPIES,
        /** Copies are drawn twice as wide as their density says. */
        DRAWS_WIDE_COPIES
    }

    private BrokenRiemannian() {}

    static Kernel of(Bug bug, Curved density) {
        LocalMetric sound = LocalMetrics.of(LocalMetricKind.SOFTABS, density, 2);
        LocalMetric metric = new BrokenMetric(bug, sound);
        return switch (bug) {
            case NONE_WITH_COPIES, FORGETS_THE_COPIES, DRAWS_WIDE_COPIES ->
                kernel(new Forgetful(bug, new CopiedPhaseSpace(metric, CopyRule.AUXILIARY, 1, 0, 0.3)), 0.15, 3);
            case DROPS_THE_COPIES -> kernel(new CopiedPhaseSpace(metric, CopyRule.PAPER, 1, 5, 1), 0.5, 3);
            default -> kernel(new GeneralisedLeapfrog(metric, 1e-6), 0.7, 2);
        };
    }

    private static Kernel kernel(LocalIntegrator integrator, double stepSize, int steps) {
        return new RiemannianKernel(integrator, stepSize, steps, 0, 0);
    }

    private record BrokenMetric(Bug bug, LocalMetric sound) implements LocalMetric {
        @Override
        public int dimension() {
            return sound.dimension();
        }

        @Override
        public boolean moveTo(double[] q) {
            return sound.moveTo(q);
        }

        @Override
        public double logDensity() {
            return sound.logDensity();
        }

        @Override
        public double[] gradient() {
            return sound.gradient();
        }

        @Override
        public double halfLogDeterminant() {
            return switch (bug) {
                case FORGETS_THE_DETERMINANT -> 0;
                case TURNS_THE_DETERMINANT -> -sound.halfLogDeterminant();
                default -> sound.halfLogDeterminant();
            };
        }

        @Override
        public void velocity(double[] p, double[] velocity) {
            sound.velocity(p, velocity);
        }

        @Override
        public void momentum(double[] velocity, double[] momentum) {
            sound.momentum(velocity, momentum);
        }

        @Override
        public void drawMomentum(UniformRandomProvider random, double[] momentum) {
            if (bug == Bug.DRAWS_MOMENTUM_OF_NO_METRIC) {
                StandardNormal.fill(random, momentum);
            } else {
                sound.drawMomentum(random, momentum);
            }
        }

        @Override
        public void drawDisplacement(UniformRandomProvider random, double[] displacement) {
            sound.drawDisplacement(random, displacement);
            for (int i = 0; i < displacement.length; i++) {
                displacement[i] *= bug == Bug.DRAWS_WIDE_COPIES ? 2 : 1;
            }
        }

        @Override
        public double squaredLength(double[] d) {
            return sound.squaredLength(d);
        }

        @Override
        public double squaredMomentum(double[] p) {
            return sound.squaredMomentum(p);
        }

        @Override
        public void slope(double[] p, double[] slope) {
            sound.slope(p, slope);
        }

        @Override
        public void potentialSlope(double[] slope) {
            sound.potentialSlope(slope);
        }

        @Override
        public void kineticSlope(double[] p, double[] slope) {
            sound.kineticSlope(p, slope);
        }

        @Override
        public void setScales(double[] scales) {
            sound.setScales(scales);
        }
    }

    private record Forgetful(Bug bug, LocalIntegrator sound) implements LocalIntegrator {
        @Override
        public LocalMetric metric() {
            return sound.metric();
        }

        @Override
        public boolean follow(double[] q, double[] p, int steps, double stepSize, UniformRandomProvider random) {
            return sound.follow(q, p, steps, stepSize, random);
        }

        @Override
        public double auxiliaryGain() {
            return bug == Bug.FORGETS_THE_COPIES ? 0 : sound.auxiliaryGain();
        }

        @Override
        public boolean isReversible(double[] q, double[] p, double[] start, int steps, double stepSize) {
            return sound.isReversible(q, p, start, steps, stepSize);
        }

        @Override
        public int evaluations() {
            return sound.evaluations();
        }

        @Override
        public double binding() {
            return sound.binding();
        }

        @Override
        public double copyDistance() {
            return sound.copyDistance();
        }

        @Override
        public void save(DataOutput out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(DataInput in) {
            throw new UnsupportedOperationException();
        }
    }
}
