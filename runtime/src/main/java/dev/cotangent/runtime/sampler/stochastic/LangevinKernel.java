package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Stochastic-gradient Langevin dynamics with a fixed preconditioner C, the inverse mass matrix of a metric:
 * {@code q += (eps / 2) C grad + normal(0, eps C)}, where grad is an estimate.
 *
 * <p>There is no acceptance step: the kernel does not leave the posterior invariant. For a normal posterior of precision P in one
 * coordinate, C = 1 and gradient noise of variance V the stationary variance is {@code (eps + eps² V / 4) / (1 - (1 - eps P / 2)²)}.
 *
 * <p>An update that ends where the estimate is not finite counts as divergent, and the chain stays.
 *
 * @see <a href="https://dl.acm.org/doi/10.5555/3104482.3104568">Welling and Teh (2011), Bayesian learning via stochastic gradient
 *     Langevin dynamics</a>
 */
public final class LangevinKernel implements Kernel {

    /** The figures that it reports; the log density is the batch's estimate. */
    public static final List<Statistic> STATISTICS =
            List.of(Statistic.LOG_DENSITY, Statistic.STEP_SIZE, Statistic.ROW_TERMS, Statistic.DIVERGENT);

    private final LangevinState shared;
    private final Metric metric;
    private final double[] gradient;
    private final double[] momentum;
    private final double[] next;
    private final double[] scratch;

    /** A kernel for one chain; the estimator becomes its own. */
    public LangevinKernel(GradientEstimator estimator, Metric metric, StepSchedule steps) {
        int n = estimator.dimension();
        this.shared = new LangevinState(estimator, steps);
        this.metric = metric;
        this.gradient = new double[n];
        this.momentum = new double[n];
        this.next = new double[n];
        this.scratch = new double[n];
    }

    @Override
    public List<Statistic> statistics() {
        return STATISTICS;
    }

    @Override
    public void init(double[] position, ChainState state) {
        shared.init(position, gradient, state);
    }

    @Override
    public void step(ChainState state, UniformRandomProvider random, StepInfo info) {
        double eps = shared.begin(info);
        int gradients = shared.ensureEvaluated(state, random, gradient) ? 2 : 1;
        metric.drawMomentum(random, momentum);
        double noise = Math.sqrt(eps);
        double[] estimate = state.gradient();
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] = noise * momentum[i] + 0.5 * eps * estimate[i];
        }
        metric.drift(state.position(), momentum, 1, next, scratch);
        boolean finite = Vectors.isFinite(next);
        if (finite) {
            shared.estimator().renew(next, random);
            double value = shared.estimator().estimate(next, gradient);
            finite = Double.isFinite(value) && Vectors.isFinite(gradient);
            if (finite) {
                state.moveTo(next, value, gradient);
            }
        }
        shared.end(info, gradients, !finite);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        shared.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        shared.restore(in);
    }
}
