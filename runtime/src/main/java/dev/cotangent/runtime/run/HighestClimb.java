package dev.cotangent.runtime.run;

import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.optimize.Lbfgs;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import java.util.Optional;

/**
 * Climbs from several points towards modes, and keeps the first end that is not hopeless. Mutable.
 *
 * <p>A climb ends before the mode, as soon as a step gains less than a quarter of a nat a dimension: draws are some half a nat
 * a dimension below the mode, and the mode itself may lie where no mass is.
 *
 * <p>An end is hopeless if another is higher by ten nats and two a dimension. For as much mass, its mode would have to be
 * seven times as wide in every direction, and {@code exp(10)} times beyond. Lesser differences decide nothing, so that chains
 * still start in different modes where there are several.
 */
final class HighestClimb {

    private static final int MOST_STEPS = 60;
    private static final double GAIN = 0.25;

    private final LogDensity density;
    private double[] position = new double[0];
    private double height = Double.NEGATIVE_INFINITY;

    HighestClimb(LogDensity density) {
        this.density = density;
    }

    /**
     * Climbs from a start.
     *
     * @param start where log density and gradient are finite; not modified
     */
    void add(double[] start) {
        Lbfgs climb = new Lbfgs(density, LbfgsOptions.defaults());
        climb.start(start);
        double gain = Double.POSITIVE_INFINITY;
        Optional<Termination> end = Optional.empty();
        for (int k = 0; k < MOST_STEPS && end.isEmpty() && gain >= Math.max(1, GAIN * start.length); k++) {
            double former = climb.logDensity();
            end = climb.step();
            gain = climb.logDensity() - former;
        }
        if (position.length == 0 || climb.logDensity() > height + 10 + 2 * start.length) {
            position = climb.position().clone();
            height = climb.logDensity();
        }
    }

    /** The end that was kept, shape [n]. */
    double[] position() {
        return position;
    }
}
