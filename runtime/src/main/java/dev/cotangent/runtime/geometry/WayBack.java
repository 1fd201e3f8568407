package dev.cotangent.runtime.geometry;

/**
 * The test of the way back: from the end of a trajectory, with the sign of time turned, it has to arrive where the trajectory
 * began. An integrator that solves equations by iteration is reversible only where this holds.
 */
final class WayBack {

    private final LocalMetric metric;
    private final double tolerance;
    private final double[] position;
    private final double[] momentum;
    private final double[] difference;

    /**
     * A test.
     *
     * @param tolerance largest distance, in units of the metric, of where the way back arrives from where it should; infinite
     *     for no test
     */
    WayBack(LocalMetric metric, double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("reversalTolerance must be positive, but is " + tolerance);
        }
        this.metric = metric;
        this.tolerance = tolerance;
        int n = metric.dimension();
        position = new double[n];
        momentum = new double[n];
        difference = new double[n];
    }

    /** Goes steps of some size from a phase point, which is overwritten; false if the trajectory breaks off. */
    interface Path {
        boolean advance(double[] q, double[] p, int steps, double stepSize);
    }

    boolean isTested() {
        return tolerance != Double.POSITIVE_INFINITY;
    }

    /** True if the way back from an end arrives at the start. The metric is somewhere else afterwards. */
    boolean arrives(Path path, double[] q, double[] p, double[] start, int steps, double stepSize) {
        System.arraycopy(q, 0, position, 0, q.length);
        System.arraycopy(p, 0, momentum, 0, p.length);
        if (!path.advance(position, momentum, steps, -stepSize)) {
            return false;
        }
        for (int i = 0; i < difference.length; i++) {
            difference[i] = position[i] - start[i];
        }
        return metric.squaredLength(difference) <= tolerance * tolerance;
    }
}
