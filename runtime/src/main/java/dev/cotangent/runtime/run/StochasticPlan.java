package dev.cotangent.runtime.run;

import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.kernel.Kernel;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.sampler.stochastic.Mode;
import dev.cotangent.runtime.sampler.stochastic.StepSchedule;
import dev.cotangent.runtime.warmup.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What all chains of a stochastic-gradient run share and is found before they begin: a point in the middle of the posterior, the
 * precision there, the preconditioner and the step size. Immutable; a function of model, options and seed, so that a run that is
 * resumed finds the same.
 */
abstract class StochasticPlan {

    private static final int POWER_ITERATIONS = 100;

    private final double[] middle;
    private final Metric metric;
    private final Metric spread;
    private final double scale;
    private final List<String> notes = new ArrayList<>();
    private StepSchedule steps;

    /**
     * A plan whose step size is still that of the options.
     *
     * @param precision of the posterior at the middle, positive definite, shape [n][n]
     */
    StochasticPlan(double[] middle, double[][] precision, MetricKind kind, StepSchedule steps) {
        this.middle = middle;
        double[][] covariance = Mode.rebuilt(SymmetricEigen.of(precision), value -> 1 / value);
        this.spread = DenseMetric.of(covariance);
        this.metric = switch (kind) {
            case UNIT -> new UnitMetric(middle.length);
            case DIAGONAL -> DiagonalMetric.of(diagonal(covariance));
            case LOW_RANK, DENSE -> spread;
        };
        this.scale = 1 / largestEigenvalue(metric, precision);
        this.steps = steps;
    }

    /** The plan of a run, step size included. */
    static StochasticPlan of(Model model, SamplerOptions options, Method.Stochastic method, Cancellation cancellation) {
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(~options.seed());
        StochasticPlan plan = method.options().dynamics().isFederated()
                ? FederatedPlan.of(model, options.metricKind(), method.options(), random)
                : BatchPlan.of(model, options.metricKind(), method.options(), random, cancellation);
        if (!method.options().stepIsGiven()) {
            StepSizeChoice choice = StepSizeChoice.of(plan, method.options(), random, cancellation);
            plan.steps = method.options().step().withSize(choice.stepSize());
            plan.note(choice.text());
        }
        return plan;
    }

    /** A kernel for one chain. */
    final Kernel newKernel() {
        return newKernel(steps);
    }

    /** A kernel for one chain, with steps of another size. */
    abstract Kernel newKernel(StepSchedule otherSteps);

    /** Scores of draws, or estimates of them, shape [m][n]. */
    abstract double[][] scores(double[][] draws, UniformRandomProvider random);

    final Metric metric() {
        return metric;
    }

    final double[] middle() {
        return middle;
    }

    /** One over the largest eigenvalue of the preconditioned precision: the unit of step sizes. */
    final double scale() {
        return scale;
    }

    final StepSchedule steps() {
        return steps;
    }

    final Adaptation adaptation() {
        return new Adaptation(steps.size(), metric);
    }

    /** A start: a draw from the normal approximation. */
    final void drawStart(UniformRandomProvider random, double[] q) {
        double[] momentum = new double[q.length];
        double[] scratch = new double[q.length];
        spread.drawMomentum(random, momentum);
        spread.drift(middle, momentum, 1, q, scratch);
    }

    /** What was found, a sentence each. */
    final List<String> notes() {
        return List.copyOf(notes);
    }

    final void note(String text) {
        notes.add(text);
    }

    private static double[] diagonal(double[][] matrix) {
        double[] diagonal = new double[matrix.length];
        java.util.Arrays.setAll(diagonal, i -> matrix[i][i]);
        return diagonal;
    }

    /** By power iteration, which is sharp enough for a unit. */
    private static double largestEigenvalue(Metric metric, double[][] precision) {
        int n = precision.length;
        double[] x = new double[n];
        double[] y = new double[n];
        java.util.Arrays.setAll(x, i -> 1 + 0.1 * (i % 7));
        double size = 1;
        for (int k = 0; k < POWER_ITERATIONS; k++) {
            for (int i = 0; i < n; i++) {
                y[i] = 0;
                for (int j = 0; j < n; j++) {
                    y[i] += precision[i][j] * x[j];
                }
            }
            metric.velocity(y, x);
            size = 0;
            for (double element : x) {
                size += element * element;
            }
            size = Math.sqrt(size);
            for (int i = 0; i < n; i++) {
                x[i] /= size;
            }
        }
        return size;
    }
}
