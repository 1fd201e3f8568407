package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.sampler.stochastic.Batches;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** What a shard does when it is asked for updates, wherever it is. Belongs to one thread. */
public final class LocalUpdates {

    private static final double NO_SUM = 0;

    private final Additive target;
    private final double[] q;
    private final double[] gradient;
    private final double[] sum;
    private final double[] own;
    private final double[] common;
    private final double[] next;
    private final double[] scratch;

    /**
     * A worker.
     *
     * @param target the model with the rows of the shard alone
     */
    public LocalUpdates(Additive target) {
        int n = target.dimension();
        this.target = target;
        this.q = new double[n];
        this.gradient = new double[n];
        this.sum = new double[n];
        this.own = new double[n];
        this.common = new double[n];
        this.next = new double[n];
        this.scratch = new double[n];
    }

    /**
     * Makes the updates of a task.
     *
     * @param iterates overwritten, shape [updates n]
     * @return updates that would have left the finite part of the density, and were not made
     */
    public int run(LocalTask task, double[] iterates) {
        int n = q.length;
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(task.seed());
        UniformRandomProvider shared =
                RandomSource.L64_X128_MIX.create(task.noise().commonSeed());
        Batches batches = Batches.of(target.rows(), task.batch(), task.order());
        System.arraycopy(task.start(), 0, q, 0, n);
        int refused = 0;
        for (int update = 0; update < task.updates(); update++) {
            batches.next(random);
            boolean finite = evaluate(task, batches);
            momentum(task, random, shared);
            if (finite) {
                task.metric().drift(q, own, 1, next, scratch);
                finite = isFinite(next);
            }
            if (finite) {
                System.arraycopy(next, 0, q, 0, n);
            } else {
                refused++;
            }
            System.arraycopy(q, 0, iterates, update * n, n);
        }
        return refused;
    }

    private boolean evaluate(LocalTask task, Batches batches) {
        double rest = target.rest(q, gradient);
        double value = target.sum(q, batches.rows(), batches.count(), sum);
        double factor = task.weight() * batches.weight();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += factor * sum[i];
        }
        task.conducive().addTo(q, gradient);
        return Double.isFinite(rest + value) && isFinite(gradient);
    }

    /** What the inverse mass matrix turns into the step: noise of covariance {@code eps M} and half of eps times the gradient. */
    private void momentum(LocalTask task, UniformRandomProvider random, UniformRandomProvider shared) {
        double rho = task.noise().correlation();
        double scale = Math.sqrt(task.stepSize());
        double ownScale = scale * Math.sqrt((1 - rho * rho) / task.noise().share());
        task.metric().drawMomentum(random, own);
        if (rho > 0) {
            task.metric().drawMomentum(shared, common);
        }
        for (int i = 0; i < own.length; i++) {
            own[i] = ownScale * own[i] + scale * rho * common[i] + 0.5 * task.stepSize() * gradient[i];
        }
    }

    private static boolean isFinite(double[] x) {
        double zero = NO_SUM;
        for (double element : x) {
            zero += 0 * element;
        }
        return zero == 0;
    }
}
