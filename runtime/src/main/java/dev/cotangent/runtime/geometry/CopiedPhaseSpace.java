package dev.cotangent.runtime.geometry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Tao's explicit integrator: position and momentum (q, p) have copies (x, y), and the energy {@code H(q, y) + H(x, p)} plus
 * a binding of strength omega is followed by flows that are each exact, A of H(q, y), B of H(x, p) and C of the binding, in the
 * order A/2 B/2 C B/2 A/2. C is a rotation of {@code (q - x) / s} and {@code (p - y) s}, s being scales of the coordinates: all
 * four are computed from old values, so that it preserves volume. Without binding, C is nothing and the halves of B are one.
 *
 * <p>With {@link CopyRule.AUXILIARY} copies are drawn as {@code x ~ normal(q, spread² G(q)⁻¹)} and {@code y ~ normal(p, spread²
 * G(q))}, anew after every {@code renewal} steps. Let a be what is drawn and b what is found in its place at the end of those
 * steps. The map from (q, p, a1, a2, ...) to (q', p', ..., b2, b1) preserves volume and, once momenta are flipped, is its own
 * inverse, so {@code exp(-H)} times the density of all copies decides acceptance. The determinants of the two normal densities
 * cancel.
 *
 * @see <a href="https://doi.org/10.1103/PhysRevE.94.043303">Tao (2016), Explicit symplectic approximation of nonseparable
 *     Hamiltonians</a>
 * @see <a href="https://arxiv.org/abs/1910.06243">Cobb, Baydin, Markham and Roberts (2019), Introducing an explicit symplectic
 *     integration scheme for Riemannian manifold Hamiltonian Monte Carlo</a>
 */
public final class CopiedPhaseSpace implements LocalIntegrator {

    /** A renewal that never comes: copies are drawn once a trajectory. */
    public static final int ONCE = Integer.MAX_VALUE;

    private final LocalMetric metric;
    private final CopyRule rule;
    private final int renewal;
    private final int n;
    private final Rotation rotation = new Rotation();
    private final double[] x;
    private final double[] y;
    private final double[] scales;
    private final double[] slope;
    private final double[] velocity;
    private final double[] difference;
    private double binding;
    private double spread;
    private double auxiliaryGain;
    private double copyDistance;
    private int evaluations;
    /** True if slope and velocity are those of (q, y) already. */
    private boolean isKnown;

    /**
     * An integrator with scales of 1.
     *
     * @param metric used by this integrator and its kernel alone
     * @param renewal auxiliary: number of steps between two draws of copies, positive
     * @param binding omega, not negative
     * @param spread auxiliary: standard deviation of the copies in units of the local metric, positive
     */
    public CopiedPhaseSpace(LocalMetric metric, CopyRule rule, int renewal, double binding, double spread) {
        if (rule == CopyRule.PROJECTED) {
            throw new IllegalArgumentException("copies that are projected have an integrator of their own");
        }
        if (renewal < 1) {
            throw new IllegalArgumentException("renewal must be at least 1, but is " + renewal);
        }
        this.metric = metric;
        this.rule = rule;
        this.renewal = renewal;
        n = metric.dimension();
        x = new double[n];
        y = new double[n];
        scales = new double[n];
        Arrays.fill(scales, 1);
        slope = new double[n];
        velocity = new double[n];
        difference = new double[n];
        setBinding(binding);
        setSpread(spread);
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public void setBinding(double omega) {
        if (!(omega >= 0 && omega < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("binding must be finite and not negative, but is " + omega);
        }
        binding = omega;
    }

    public void setSpread(double newSpread) {
        if (!(newSpread > 0 && newSpread < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("spread must be positive and finite, but is " + newSpread);
        }
        spread = newSpread;
    }

    @Override
    public void setScales(double[] newScales) {
        metric.setScales(newScales);
        System.arraycopy(newScales, 0, scales, 0, n);
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
        return auxiliaryGain;
    }

    @Override
    public int evaluations() {
        return evaluations;
    }

    @Override
    public double binding() {
        return binding;
    }

    @Override
    public double copyDistance() {
        return copyDistance;
    }

    /** Every flow is undone by the same with time reversed, up to rounding. */
    @Override
    public boolean isReversible(double[] q, double[] p, double[] startPosition, int steps, double stepSize) {
        return true;
    }

    @Override
    public boolean follow(double[] q, double[] p, int steps, double stepSize, UniformRandomProvider random) {
        auxiliaryGain = 0;
        copyDistance = 0;
        evaluations = 0;
        for (int step = 0; step < steps; step++) {
            if (begins(step)) {
                if (step > 0) {
                    close(q, p);
                }
                open(q, p, random);
            }
            if (!step(q, p, stepSize)) {
                return false;
            }
            if (rule == CopyRule.MIDPOINT && !project(q, p)) {
                return false;
            }
        }
        if (rule != CopyRule.MIDPOINT) {
            close(q, p);
        }
        return Finite.is(auxiliaryGain);
    }

    /** Follows the flows of doubled phase space alone, from given copies; all four are overwritten, and the metric is at q. */
    boolean flow(double[] q, double[] p, double[] copyOfPosition, double[] copyOfMomentum, int steps, double stepSize) {
        System.arraycopy(copyOfPosition, 0, x, 0, n);
        System.arraycopy(copyOfMomentum, 0, y, 0, n);
        isKnown = false;
        for (int step = 0; step < steps; step++) {
            if (!step(q, p, stepSize)) {
                return false;
            }
        }
        System.arraycopy(x, 0, copyOfPosition, 0, n);
        System.arraycopy(y, 0, copyOfMomentum, 0, n);
        return true;
    }

    private boolean begins(int step) {
        return switch (rule) {
            case AUXILIARY -> step % renewal == 0;
            case MIDPOINT -> true;
            default -> step == 0;
        };
    }

    /** Makes copies; the metric is at q. */
    private void open(double[] q, double[] p, UniformRandomProvider random) {
        isKnown = false;
        if (rule != CopyRule.AUXILIARY) {
            System.arraycopy(q, 0, x, 0, n);
            System.arraycopy(p, 0, y, 0, n);
            return;
        }
        metric.drawDisplacement(random, x);
        metric.drawMomentum(random, y);
        auxiliaryGain += 0.5 * (metric.squaredLength(x) + metric.squaredMomentum(y));
        for (int i = 0; i < n; i++) {
            x[i] = q[i] + spread * x[i];
            y[i] = p[i] + spread * y[i];
        }
    }

    /** Compares copies; the metric is at q. */
    private void close(double[] q, double[] p) {
        double squares = squaredDistance(q, p);
        copyDistance = Math.sqrt(squares / (2 * n));
        if (rule == CopyRule.AUXILIARY) {
            auxiliaryGain -= 0.5 * squares / (spread * spread);
        }
    }

    private double squaredDistance(double[] q, double[] p) {
        subtract(x, q);
        double squares = metric.squaredLength(difference);
        subtract(y, p);
        return squares + metric.squaredMomentum(difference);
    }

    private void subtract(double[] a, double[] b) {
        for (int i = 0; i < n; i++) {
            difference[i] = a[i] - b[i];
        }
    }

    /** Replaces position and momentum by the means over the copies; false where there is no metric. */
    private boolean project(double[] q, double[] p) {
        copyDistance = Math.max(copyDistance, Math.sqrt(squaredDistance(q, p) / (2 * n)));
        for (int i = 0; i < n; i++) {
            q[i] = 0.5 * (q[i] + x[i]);
            p[i] = 0.5 * (p[i] + y[i]);
        }
        return moveTo(q);
    }

    /** One step, from where the metric is at q to where it is at the new q; false where there is no metric. */
    private boolean step(double[] q, double[] p, double time) {
        if (!isKnown) {
            evaluate(y);
        }
        push(p, x, 0.5 * time);
        if (!moveTo(x)) {
            return false;
        }
        evaluate(p);
        if (binding == 0) {
            push(y, q, time);
        } else {
            push(y, q, 0.5 * time);
            rotate(q, p, time);
            if (!moveTo(x)) {
                return false;
            }
            evaluate(p);
            push(y, q, 0.5 * time);
        }
        if (!moveTo(q)) {
            return false;
        }
        evaluate(y);
        push(p, x, 0.5 * time);
        isKnown = true;
        return true;
    }

    private boolean moveTo(double[] position) {
        evaluations++;
        return metric.moveTo(position);
    }

    private void evaluate(double[] momentum) {
        metric.slope(momentum, slope);
        metric.velocity(momentum, velocity);
    }

    private void push(double[] momentum, double[] position, double time) {
        for (int i = 0; i < n; i++) {
            momentum[i] -= time * slope[i];
            position[i] += time * velocity[i];
        }
    }

    /** The flow of the binding: differences rotate by the angle 2 omega t, sums stay. */
    private void rotate(double[] q, double[] p, double time) {
        rotation.to(2 * binding * time);
        double cosine = rotation.cosine();
        double sine = rotation.sine();
        for (int i = 0; i < n; i++) {
            double square = scales[i] * scales[i];
            double positionDifference = q[i] - x[i];
            double momentumDifference = p[i] - y[i];
            double turnedPosition = cosine * positionDifference + sine * square * momentumDifference;
            double turnedMomentum = cosine * momentumDifference - sine / square * positionDifference;
            double positionSum = q[i] + x[i];
            double momentumSum = p[i] + y[i];
            q[i] = 0.5 * (positionSum + turnedPosition);
            x[i] = 0.5 * (positionSum - turnedPosition);
            p[i] = 0.5 * (momentumSum + turnedMomentum);
            y[i] = 0.5 * (momentumSum - turnedMomentum);
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeDouble(binding);
        out.writeDouble(spread);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        binding = in.readDouble();
        spread = in.readDouble();
    }
}
