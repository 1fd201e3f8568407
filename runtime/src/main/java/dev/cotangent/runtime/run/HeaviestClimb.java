package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.optimize.Lbfgs;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import dev.cotangent.runtime.pathfinder.CurvatureEstimate;
import dev.cotangent.runtime.pathfinder.NormalApproximation;
import java.util.Optional;

/**
 * Climbs from several points towards modes, and keeps the first end that is not hopeless. Mutable.
 *
 * <p>Ends are judged by mass, not by height: the log density plus the log volume of the normal approximation that the
 * climb's steps make there (Laplace's method, with an estimated Hessian). Towards a mode both grow. On the way into a funnel the
 * density grows without bound, but what it gains is lost in volume; so a climb ends about where the mass is. It ends when
 * eight steps have added little: some modes are behind a plateau, as high as a lesser mode, on which single steps gain
 * little.
 *
 * <p>An end is hopeless if another has more mass by ten nats and one a dimension: the estimates differ by about a third of a nat
 * a dimension along one climb. Lesser differences decide nothing, so that chains still start in different modes where there are
 * several.
 *
 * <p>In more than 30 dimensions the steps of a climb are too few to know the volume. There a climb ends with the first step that
 * gains little, before it has found its way into a funnel, and height decides, with two nats a dimension.
 */
final class HeaviestClimb {

    private static final int MOST_STEPS = 100;
    private static final int MOST_SHORT_STEPS = 60;
    private static final int PATIENCE = 8;
    private static final double GAIN = 0.25;
    private static final int MOST_DIMENSIONS = 30;

    private final LogDensity density;
    private final CurvatureEstimate curvature;
    private final double[] end;
    private double[] position = new double[0];
    private double mass = Double.NEGATIVE_INFINITY;

    HeaviestClimb(LogDensity density) {
        this.density = density;
        curvature = new CurvatureEstimate(
                density.dimension(), LbfgsOptions.defaults().history());
        end = new double[density.dimension()];
    }

    /**
     * Climbs from a start.
     *
     * @param start where log density and gradient are finite; not modified
     */
    void add(double[] start) {
        boolean few = start.length <= MOST_DIMENSIONS;
        double found = few ? climb(start) : shortClimb(start);
        if (position.length == 0 || found > mass + 10 + (few ? 1 : 2) * start.length) {
            position = end.clone();
            mass = found;
        }
    }

    /**
     * Sets the end to the heaviest place on a climb, and returns the mass as the climb saw it last: the first steps do not
     * know how narrow it is in directions that they did not take.
     */
    private double climb(double[] start) {
        Lbfgs climb = new Lbfgs(density, LbfgsOptions.defaults());
        climb.start(start);
        curvature.begin(climb);
        System.arraycopy(start, 0, end, 0, end.length);
        double best = Double.NEGATIVE_INFINITY;
        double latest = Double.NEGATIVE_INFINITY;
        double gain = Math.max(1, GAIN * end.length);
        int idle = 0;
        Optional<Termination> termination = Optional.empty();
        for (int k = 0; k < MOST_STEPS && idle < PATIENCE && termination.isEmpty(); k++) {
            termination = climb.step();
            Optional<NormalApproximation> shape = curvature.follow(climb);
            if (shape.isPresent()) {
                latest = climb.logDensity() + shape.get().logVolume();
            }
            if (latest > best + gain) {
                best = latest;
                System.arraycopy(climb.position(), 0, end, 0, end.length);
                idle = 0;
            } else {
                idle++;
            }
        }
        return latest;
    }

    /** Sets the end to where a climb first gains little, and returns the height there. */
    private double shortClimb(double[] start) {
        Lbfgs climb = new Lbfgs(density, LbfgsOptions.defaults());
        climb.start(start);
        double gain = Double.POSITIVE_INFINITY;
        Optional<Termination> termination = Optional.empty();
        for (int k = 0; k < MOST_SHORT_STEPS && termination.isEmpty() && gain >= GAIN * end.length; k++) {
            double former = climb.logDensity();
            termination = climb.step();
            gain = climb.logDensity() - former;
        }
        System.arraycopy(climb.position(), 0, end, 0, end.length);
        return climb.logDensity();
    }

    /** The end that was kept, shape [n]. */
    double[] position() {
        return position;
    }
}
