package dev.cotangent.runtime.federated;

import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.kernel.StepInfo;
import dev.cotangent.runtime.kernel.TunableKernel;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.sampler.nuts.NutsKernel;
import dev.cotangent.runtime.sampler.stochastic.Mode;
import dev.cotangent.runtime.warmup.AdaptationOptions;
import dev.cotangent.runtime.warmup.StepSizeAdaptation;
import dev.cotangent.runtime.warmup.SymmetricEigen;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Fits the surrogate of a shard's likelihood, the prior excluded. Eigenvalues of the precision that are negative become 0.
 *
 * <ul>
 *   <li>By Laplace: at the mode m of the local posterior, which exists also where the likelihood alone has none, the score of the
 *       likelihood is taken to be linear, {@code grad L(m) - A (q - m)}, A being its negative Hessian. Exact if L is quadratic.
 *   <li>By moments: draws of the local posterior give a mean m and a covariance C; the score of {@code normal(m, C)}, less the
 *       prior's linear one at m, is the surrogate.
 * </ul>
 */
public final class SurrogateFit {

    private static final int WARMUP = 100;
    private static final double FIRST_STEP = 1;
    private static final int MAX_DEPTH = 10;

    private SurrogateFit() {}

    /**
     * The surrogate.
     *
     * @param target the model with the rows of the shard alone
     */
    public static LinearScore of(Additive target, SurrogateOptions options) {
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(options.seed());
        Mode mode = Mode.find(target, random);
        return options.fit() == SurrogateOptions.Fit.LAPLACE
                ? laplace(target, mode, options.shape())
                : moments(target, mode, options, random);
    }

    private static LinearScore laplace(Additive target, Mode mode, SurrogateOptions.Shape shape) {
        double[] gradient = new double[target.dimension()];
        target.sum(mode.position(), 0, target.rows(), gradient);
        return through(mode.position(), gradient, clipped(mode.likelihoodPrecision()), shape);
    }

    /** The linear score of a value and a slope at a point; of a diagonal shape, the value at the point is kept. */
    private static LinearScore through(
            double[] point, double[] score, double[][] precision, SurrogateOptions.Shape shape) {
        int n = point.length;
        double[][] matrix = precision;
        if (shape == SurrogateOptions.Shape.DIAGONAL) {
            matrix = new double[1][n];
            for (int i = 0; i < n; i++) {
                matrix[0][i] = Math.max(0, precision[i][i]);
            }
        }
        LinearScore slope = new LinearScore(new double[n], matrix);
        double[] negative = new double[n];
        slope.addTo(point, negative);
        double[] offset = new double[n];
        for (int i = 0; i < n; i++) {
            offset[i] = score[i] - negative[i];
        }
        return new LinearScore(offset, matrix);
    }

    private static double[][] clipped(double[][] precision) {
        return Mode.rebuilt(SymmetricEigen.of(precision), value -> Math.max(0, value));
    }

    private static LinearScore moments(
            Additive target, Mode mode, SurrogateOptions options, UniformRandomProvider random) {
        int n = target.dimension();
        double[] mean = new double[n];
        double[][] covariance = new double[n][n];
        accumulate(target, mode, options.draws(), random, mean, covariance);
        double[][] precision = Mode.rebuilt(SymmetricEigen.of(covariance), value -> 1 / value);
        Prior prior = new Prior(target);
        double[][] curvature = Hessian.at(prior, mean).values();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                precision[i][j] += curvature[i][j];
            }
        }
        // the score of the local posterior is 0 at its mean, so that of the likelihood is what the prior's is not
        double[] score = new double[n];
        prior.gradient(mean, score);
        for (int i = 0; i < n; i++) {
            score[i] = -score[i];
        }
        return through(mean, score, clipped(precision), options.shape());
    }

    private static void accumulate(
            Additive target, Mode mode, int draws, UniformRandomProvider random, double[] mean, double[][] covariance) {
        int n = mean.length;
        TunableKernel kernel =
                NutsKernel.of(Flow.leapfrog(target, mode.metric(MetricKind.DENSE), FIRST_STEP), 0, MAX_DEPTH);
        Kernel adapting = new StepSizeAdaptation(kernel, WARMUP, AdaptationOptions.defaults());
        ChainState state = new ChainState(n);
        StepInfo info = new StepInfo();
        adapting.init(mode.position(), state);
        for (int k = 0; k < WARMUP; k++) {
            adapting.step(state, random, info);
        }
        double[] deviation = new double[n];
        for (int k = 1; k <= draws; k++) {
            kernel.step(state, random, info);
            // Welford's update
            for (int i = 0; i < n; i++) {
                deviation[i] = state.position()[i] - mean[i];
                mean[i] += deviation[i] / k;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] += (deviation[i] * (state.position()[j] - mean[j]) - covariance[i][j]) / k;
                }
            }
        }
    }

    /** What everybody knows of the density. */
    private record Prior(Additive target) implements LogDensity {
        @Override
        public int dimension() {
            return target.dimension();
        }

        @Override
        public double value(double[] q) {
            return target.rest(q, new double[q.length]);
        }

        @Override
        public double gradient(double[] q, double[] gradient) {
            return target.rest(q, gradient);
        }
    }
}
