package dev.cotangent.runtime.geometry;

import java.io.DataInput;
import java.io.DataOutput;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The generalised leapfrog: {@code p' = p - h/2 dH/dq(q, p')}, {@code q' = q + h/2 (dH/dp(q, p') + dH/dp(q', p'))},
 * {@code p'' = p' - h/2 dH/dq(q', p')}. The first two are implicit, and are solved by iteration from where the step begins.
 *
 * <p>Symplectic and reversible where the iterations converge to the solution that the way back has, too. A step that does not
 * converge breaks the trajectory off; with the test of the way back, an end that does not lead back is refused. Both are
 * conditions that hold from either end or from none.
 *
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2010.00765.x">Girolami and Calderhead (2011), section 4</a>
 */
public final class GeneralisedLeapfrog implements LocalIntegrator {

    private static final int MAX_ITERATIONS = 100;
    /** Largest change of the last iteration, in units of the local metric. */
    private static final double TOLERANCE = 1e-10;

    private final LocalMetric metric;
    private final WayBack wayBack;
    private final WayBack.Path path = this::advance;
    private final int n;
    private final double[] potentialSlope;
    private final double[] slope;
    private final double[] velocity;
    private final double[] startVelocity;
    private final double[] begin;
    private final double[] previous;
    private final double[] difference;
    private int evaluations;

    /**
     * An integrator.
     *
     * @param metric used by this integrator and its kernel alone
     * @param reversalTolerance largest distance, in units of the metric, of where the way back arrives from where it should;
     *     infinite for no way back
     */
    public GeneralisedLeapfrog(LocalMetric metric, double reversalTolerance) {
        this.metric = metric;
        this.wayBack = new WayBack(metric, reversalTolerance);
        n = metric.dimension();
        potentialSlope = new double[n];
        slope = new double[n];
        velocity = new double[n];
        startVelocity = new double[n];
        begin = new double[n];
        previous = new double[n];
        difference = new double[n];
    }

    @Override
    public LocalMetric metric() {
        return metric;
    }

    @Override
    public double auxiliaryGain() {
        return 0;
    }

    @Override
    public double binding() {
        return 0;
    }

    @Override
    public double copyDistance() {
        return 0;
    }

    @Override
    public int evaluations() {
        return evaluations;
    }

    @Override
    public boolean follow(double[] q, double[] p, int steps, double stepSize, UniformRandomProvider random) {
        evaluations = 0;
        return advance(q, p, steps, stepSize);
    }

    private boolean advance(double[] q, double[] p, int steps, double stepSize) {
        for (int step = 0; step < steps; step++) {
            if (!step(q, p, stepSize)) {
                return false;
            }
        }
        return true;
    }

    private boolean step(double[] q, double[] p, double time) {
        double half = 0.5 * time;
        if (!solveMomentum(p, half) || !solvePosition(q, p, half)) {
            return false;
        }
        metric.slope(p, slope);
        for (int i = 0; i < n; i++) {
            p[i] -= half * slope[i];
        }
        return Finite.are(p);
    }

    /** Replaces p by p'; the metric stays where it is. */
    private boolean solveMomentum(double[] p, double half) {
        metric.potentialSlope(potentialSlope);
        for (int i = 0; i < n; i++) {
            begin[i] = p[i] - half * potentialSlope[i];
        }
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            metric.kineticSlope(p, slope);
            for (int i = 0; i < n; i++) {
                double next = begin[i] - half * slope[i];
                difference[i] = next - p[i];
                p[i] = next;
            }
            double change = metric.squaredMomentum(difference);
            if (change < TOLERANCE * TOLERANCE) {
                return true;
            }
            if (!Finite.is(change)) {
                return false;
            }
        }
        return false;
    }

    /** Replaces q by q', where the metric is afterwards. */
    private boolean solvePosition(double[] q, double[] p, double half) {
        metric.velocity(p, startVelocity);
        System.arraycopy(q, 0, begin, 0, n);
        for (int i = 0; i < n; i++) {
            q[i] = begin[i] + 2 * half * startVelocity[i];
        }
        for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
            evaluations++;
            if (!metric.moveTo(q)) {
                return false;
            }
            metric.velocity(p, velocity);
            for (int i = 0; i < n; i++) {
                previous[i] = q[i];
                q[i] = begin[i] + half * (startVelocity[i] + velocity[i]);
                difference[i] = q[i] - previous[i];
            }
            double change = metric.squaredLength(difference);
            if (change < TOLERANCE * TOLERANCE) {
                // the metric is there, up to less than the tolerance
                System.arraycopy(previous, 0, q, 0, n);
                return true;
            }
            if (!Finite.is(change)) {
                return false;
            }
        }
        return false;
    }

    @Override
    public boolean isReversible(double[] q, double[] p, double[] startPosition, int steps, double stepSize) {
        if (!wayBack.isTested()) {
            return true;
        }
        boolean arrives = wayBack.arrives(path, q, p, startPosition, steps, stepSize);
        evaluations++;
        return metric.moveTo(q) && arrives;
    }

    @Override
    public void save(DataOutput out) {
        // nothing is tuned
    }

    @Override
    public void restore(DataInput in) {
        // nothing was saved
    }
}
