package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.SavedArray;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Kinetic Langevin dynamics on gradient estimates, in one of several splittings; see {@link Splitting} for the equations. One batch
 * serves a whole step. The momentum r has the mass matrix M of the metric.
 *
 * <p>A step that meets an estimate that is not finite counts as divergent: the chain stays and takes a fresh momentum.
 *
 * @see <a href="https://doi.org/10.1093/amrx/abs010">Leimkuhler and Matthews (2013), Rational construction of stochastic numerical
 *     methods for molecular sampling</a>
 * @see <a href="https://arxiv.org/abs/2106.16200">Franzese, Milios, Filippone and Michiardi (2021)</a>
 */
public final class KineticKernel implements Kernel {

    private final LangevinState shared;
    private final Splitting splitting;
    private final Metric metric;
    private final double friction;
    private final double[] momentum;
    private final double[] noise;
    private final double[] position;
    private final double[] gradient;
    private final double[] scratch;
    private boolean moving;
    private double value;

    /**
     * A kernel for one chain; the estimator becomes its own.
     *
     * @param steps sizes h of the steps in time
     * @param friction gamma, positive
     */
    public KineticKernel(
            GradientEstimator estimator, Splitting splitting, Metric metric, StepSchedule steps, double friction) {
        if (!(friction > 0 && friction < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("friction must be positive and finite, but is " + friction);
        }
        int n = estimator.dimension();
        this.shared = new LangevinState(estimator, steps);
        this.splitting = splitting;
        this.metric = metric;
        this.friction = friction;
        this.momentum = new double[n];
        this.noise = new double[n];
        this.position = new double[n];
        this.gradient = new double[n];
        this.scratch = new double[n];
    }

    @Override
    public List<Statistic> statistics() {
        return LangevinKernel.STATISTICS;
    }

    @Override
    public void init(double[] start, ChainState state) {
        shared.init(start, gradient, state);
        moving = false;
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        double h = shared.begin(info);
        int gradients = shared.ensureEvaluated(state, random, gradient) ? 1 : 0;
        if (!moving) {
            metric.drawMomentum(random, momentum);
            moving = true;
        }
        System.arraycopy(state.position(), 0, position, 0, position.length);
        int made = switch (splitting) {
            case BAOAB -> baoab(h, state, random);
            case ABOBA -> aboba(h, random);
            case LIE_TROTTER -> lieTrotter(h, random);
            case EULER -> euler(h, random);
        };
        boolean finite = made > 0 && Vectors.isFinite(position) && Vectors.isFinite(momentum);
        if (finite) {
            state.moveTo(position, value, gradient);
        } else {
            moving = false;
        }
        shared.end(info, gradients + Math.abs(made), !finite);
    }

    /** Each splitting returns how many estimates it took, negative if one was not finite. */
    private int baoab(double h, ChainState state, UniformRandomProvider random) {
        int estimates = 1;
        if (shared.estimator().isExact()) {
            System.arraycopy(state.gradient(), 0, gradient, 0, gradient.length);
        } else {
            shared.estimator().renew(position, random);
            if (!isEvaluated()) {
                return -1;
            }
            estimates = 2;
        }
        Vectors.add(h / 2, gradient, momentum);
        drift(h / 2);
        refresh(h, random);
        drift(h / 2);
        if (!isEvaluated()) {
            return -estimates;
        }
        Vectors.add(h / 2, gradient, momentum);
        return estimates;
    }

    private int aboba(double h, UniformRandomProvider random) {
        drift(h / 2);
        shared.estimator().renew(position, random);
        if (!isEvaluated()) {
            return -1;
        }
        Vectors.add(h / 2, gradient, momentum);
        refresh(h, random);
        Vectors.add(h / 2, gradient, momentum);
        drift(h / 2);
        return 1;
    }

    private int lieTrotter(double h, UniformRandomProvider random) {
        shared.estimator().renew(position, random);
        if (!isEvaluated()) {
            return -1;
        }
        Vectors.add(h, gradient, momentum);
        drift(h);
        refresh(h, random);
        return 1;
    }

    private int euler(double h, UniformRandomProvider random) {
        drift(h);
        shared.estimator().renew(position, random);
        if (!isEvaluated()) {
            return -1;
        }
        double kept = 1 - friction * h;
        double spread = Math.sqrt(2 * friction * h);
        metric.drawMomentum(random, noise);
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = kept * momentum[i] + h * gradient[i] + spread * noise[i];
        }
        return 1;
    }

    private boolean isEvaluated() {
        if (!Vectors.isFinite(position)) {
            return false;
        }
        value = shared.estimator().estimate(position, gradient);
        return Double.isFinite(value) && Vectors.isFinite(gradient);
    }

    private void drift(double time) {
        metric.drift(position, momentum, time, position, scratch);
    }

    /** Friction and noise over a time: exact. */
    private void refresh(double time, UniformRandomProvider random) {
        double kept = StrictMath.exp(-friction * time);
        double spread = Math.sqrt(-StrictMath.expm1(-2 * friction * time));
        metric.drawMomentum(random, noise);
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = kept * momentum[i] + spread * noise[i];
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        shared.save(out);
        out.writeBoolean(moving);
        SavedArray.write(momentum, out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        shared.restore(in);
        moving = in.readBoolean();
        SavedArray.read(momentum, in);
    }
}
