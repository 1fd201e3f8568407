package dev.cotangent.runtime.geometry;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Tao's explicit flows in doubled phase space, made symplectic in the original one by symmetric projection: a step begins with
 * copies {@code z + mu} and {@code z - mu} of a phase point z, follows A/2 B A/2 of {@link CopiedPhaseSpace}, and adds {@code
 * (mu, -mu)} again, mu being such that both copies end as one. So the map of (q, p) alone preserves volume and is reversible,
 * and acceptance looks at H alone, as with any symplectic integrator: exact, without a binding and without variables of its own.
 *
 * <p>mu is of third order in the step size. It is found by Broyden's method from an extrapolation of the two steps before; most
 * steps take three to six rounds of three evaluations. A step that does not converge breaks the trajectory off, and as with the
 * implicit integrator the way back may be tested.
 *
 * @see <a href="https://doi.org/10.1090/mcom/3778">Jayawardana and Ohsawa (2023), Semiexplicit symplectic integrators for
 *     non-separable Hamiltonian systems</a>
 */
public final class ProjectedCopies implements LocalIntegrator {

    private static final int MAX_ROUNDS = 40;
    /** Largest distance of the copies at the end of a step, in units of the local metric. */
    private static final double TOLERANCE = 1e-8;
    /** From this distance on the solution is lost. */
    private static final double LOST = 1e3;

    private static final int MEMORY = 12;

    private final LocalMetric metric;
    private final WayBack wayBack;
    private final WayBack.Path path = this::advance;
    private final int n;
    private final double[] q1;
    private final double[] p1;
    private final double[] q2;
    private final double[] p2;
    private final double[] slope;
    private final double[] velocity;
    /** The shift mu of positions, then that of momenta; so are the other arrays of shape [2n]. */
    private final double[] shift;

    private final double[] earlierShift;
    private final double[] defect;
    private final double[] earlierDefect;
    private final double[] move;
    private final double[] solved;
    private final double[] partIn;
    private final double[] partOut;
    private final double[][] updates = new double[MEMORY][];
    private final double[][] duals = new double[MEMORY][];
    private int remembered;
    private int evaluations;
    private double copyDistance;

    /**
     * An integrator.
     *
     * @param metric used by this integrator and its kernel alone
     * @param reversalTolerance largest distance, in units of the metric, of where the way back arrives from where it should;
     *     infinite for no way back
     */
    public ProjectedCopies(LocalMetric metric, double reversalTolerance) {
        this.metric = metric;
        this.wayBack = new WayBack(metric, reversalTolerance);
        n = metric.dimension();
        q1 = new double[n];
        p1 = new double[n];
        q2 = new double[n];
        p2 = new double[n];
        slope = new double[n];
        velocity = new double[n];
        shift = new double[2 * n];
        earlierShift = new double[2 * n];
        defect = new double[2 * n];
        earlierDefect = new double[2 * n];
        move = new double[2 * n];
        solved = new double[2 * n];
        partIn = new double[n];
        partOut = new double[n];
        for (int k = 0; k < MEMORY; k++) {
            updates[k] = new double[2 * n];
            duals[k] = new double[2 * n];
        }
    }

    @Override
    public LocalMetric metric() {
        return metric;
    }

    @Override
    public boolean hasCopies() {
        return true;
    }

    @Override
    public double auxiliaryGain() {
        return 0;
    }

    @Override
    public int evaluations() {
        return evaluations;
    }

    @Override
    public double binding() {
        return 0;
    }

    /** The largest distance of the copies before they are brought together, over the steps of the latest trajectory. */
    @Override
    public double copyDistance() {
        return copyDistance;
    }

    @Override
    public boolean follow(double[] q, double[] p, int steps, double stepSize, UniformRandomProvider random) {
        evaluations = 0;
        copyDistance = 0;
        return advance(q, p, steps, stepSize);
    }

    private boolean advance(double[] q, double[] p, int steps, double stepSize) {
        remembered = 0;
        Arrays.fill(shift, 0);
        Arrays.fill(earlierShift, 0);
        for (int step = 0; step < steps; step++) {
            predict(step);
            if (!step(q, p, stepSize, step == 0)) {
                return false;
            }
        }
        return moveTo(q);
    }

    /** Continues the shifts of two steps on a line; their first value is not yet one. */
    private void predict(int step) {
        for (int i = 0; i < 2 * n; i++) {
            double latest = shift[i];
            if (step >= 2) {
                shift[i] = 2 * latest - earlierShift[i];
            }
            earlierShift[i] = latest;
        }
    }

    private boolean step(double[] q, double[] p, double time, boolean isPlaced) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (!flow(q, p, time, isPlaced && round == 0)) {
                return false;
            }
            double distance = distance();
            if (!(distance < LOST)) {
                return false;
            }
            if (distance < TOLERANCE) {
                finish(q, p);
                return true;
            }
            if (round > 0) {
                learn();
            }
            improve();
        }
        return false;
    }

    /** The flows from the shifted copies; the metric is at the first copy's position then. */
    private boolean flow(double[] q, double[] p, double time, boolean isPlaced) {
        for (int i = 0; i < n; i++) {
            q1[i] = q[i] + shift[i];
            q2[i] = q[i] - shift[i];
            p1[i] = p[i] + shift[n + i];
            p2[i] = p[i] - shift[n + i];
        }
        if (!(isPlaced || moveTo(q1))) {
            return false;
        }
        push(p2, p1, q2, 0.5 * time);
        if (!moveTo(q2)) {
            return false;
        }
        push(p1, p2, q1, time);
        if (!moveTo(q1)) {
            return false;
        }
        push(p2, p1, q2, 0.5 * time);
        return true;
    }

    private boolean moveTo(double[] position) {
        evaluations++;
        return metric.moveTo(position);
    }

    /** Moves a momentum and a position by the derivatives of H where the metric is, with a momentum. */
    private void push(double[] at, double[] momentum, double[] position, double time) {
        metric.slope(at, slope);
        metric.velocity(at, velocity);
        for (int i = 0; i < n; i++) {
            momentum[i] -= time * slope[i];
            position[i] += time * velocity[i];
        }
    }

    /** Computes how far apart the copies end, and returns the length of that. */
    private double distance() {
        for (int i = 0; i < n; i++) {
            defect[i] = q1[i] - q2[i] + 2 * shift[i];
            defect[n + i] = p1[i] - p2[i] + 2 * shift[n + i];
        }
        System.arraycopy(defect, 0, partIn, 0, n);
        double squares = metric.squaredLength(partIn);
        System.arraycopy(defect, n, partIn, 0, n);
        return Math.sqrt(squares + metric.squaredMomentum(partIn));
    }

    private void finish(double[] q, double[] p) {
        for (int i = 0; i < n; i++) {
            q[i] = 0.5 * (q1[i] + q2[i]);
            p[i] = 0.5 * (p1[i] + p2[i]);
            partIn[i] = 2 * shift[i];
            partOut[i] = 2 * shift[n + i];
        }
        double squares = metric.squaredLength(partIn) + metric.squaredMomentum(partOut);
        copyDistance = Math.max(copyDistance, Math.sqrt(squares / (2 * n)));
    }

    /** Moves the shift to where the defect should vanish. */
    private void improve() {
        System.arraycopy(defect, 0, earlierDefect, 0, 2 * n);
        System.arraycopy(defect, 0, solved, 0, 2 * n);
        solve();
        for (int i = 0; i < 2 * n; i++) {
            move[i] = -solved[i];
            shift[i] += move[i];
        }
    }

    /** Applies the approximate inverse of the Jacobian, which is 4 for a step of no time. */
    private void solve() {
        for (int i = 0; i < 2 * n; i++) {
            solved[i] *= 0.25;
        }
        for (int k = 0; k < remembered; k++) {
            double overlap = dot(duals[k], solved);
            for (int i = 0; i < 2 * n; i++) {
                solved[i] += overlap * updates[k][i];
            }
        }
    }

    /** Broyden's update of that inverse: it takes the latest change of the defect to the latest move. */
    private void learn() {
        if (remembered == MEMORY) {
            remembered = 0;
        }
        for (int i = 0; i < 2 * n; i++) {
            solved[i] = defect[i] - earlierDefect[i];
        }
        solve();
        double[] dual = duals[remembered];
        System.arraycopy(move, 0, partIn, 0, n);
        metric.momentum(partIn, partOut);
        System.arraycopy(partOut, 0, dual, 0, n);
        System.arraycopy(move, n, partIn, 0, n);
        metric.velocity(partIn, partOut);
        System.arraycopy(partOut, 0, dual, n, n);
        double overlap = dot(dual, solved);
        if (overlap == 0 || !Finite.is(overlap)) {
            return;
        }
        double[] update = updates[remembered];
        for (int i = 0; i < 2 * n; i++) {
            update[i] = (move[i] - solved[i]) / overlap;
        }
        remembered++;
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < 2 * n; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public boolean isReversible(double[] q, double[] p, double[] startPosition, int steps, double stepSize) {
        if (!wayBack.isTested()) {
            return true;
        }
        boolean arrives = wayBack.arrives(path, q, p, startPosition, steps, stepSize);
        return moveTo(q) && arrives;
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
