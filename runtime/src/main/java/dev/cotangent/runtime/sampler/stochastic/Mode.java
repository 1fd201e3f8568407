package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.derivative.Hessian;
import dev.cotangent.runtime.dynamics.DenseMetric;
import dev.cotangent.runtime.dynamics.DiagonalMetric;
import dev.cotangent.runtime.dynamics.Metric;
import dev.cotangent.runtime.dynamics.MetricKind;
import dev.cotangent.runtime.dynamics.UnitMetric;
import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.LogDensity;
import dev.cotangent.runtime.optimize.Lbfgs;
import dev.cotangent.runtime.optimize.LbfgsOptions;
import dev.cotangent.runtime.optimize.Termination;
import dev.cotangent.runtime.warmup.SymmetricEigen;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A mode of a density by rows, found mostly on a sample of them: L-BFGS and the Hessian on the sample, then Newton's steps of that
 * Hessian with the gradient of all rows, each of which takes away all but about {@code sqrt(n / sample)} of the distance.
 *
 * @param position shape [n]
 * @param precision the negative Hessian there, of which eigenvalues that are not positive were replaced, shape [n][n]
 * @param likelihoodPrecision the part of it that is due to the rows, as found, shape [n][n]
 * @param distance how far Newton's step still leads, in posterior standard deviations
 * @param rowTerms terms of rows that were evaluated
 */
public record Mode(
        double[] position, double[][] precision, double[][] likelihoodPrecision, double distance, long rowTerms) {

    private static final int LEAST_SAMPLE = 10_000;
    private static final int SAMPLE_PER_COORDINATE = 200;
    private static final int MAX_NEWTON = 20;
    private static final int MAX_HALVINGS = 8;
    private static final int MAX_STARTS = 100;
    private static final double NEAR = 1e-3;
    private static final double STARTING_RADIUS = 2;
    /** Eigenvalues below this part of the median count as nothing that is known. */
    private static final double LEAST_EIGENVALUE = 1e-6;

    /**
     * Finds a mode.
     *
     * @param random chooses start and sample
     * @throws ModeException if there is none to be found
     */
    public static Mode find(Additive target, UniformRandomProvider random) {
        return new Search(target, random).find();
    }

    /** A metric with the inverse of the precision, or its diagonal, for inverse mass matrix. */
    public Metric metric(MetricKind kind) {
        if (kind == MetricKind.UNIT) {
            return new UnitMetric(position.length);
        }
        double[][] covariance = covariance();
        if (kind == MetricKind.DIAGONAL) {
            double[] variances = new double[position.length];
            java.util.Arrays.setAll(variances, i -> covariance[i][i]);
            return DiagonalMetric.of(variances);
        }
        return DenseMetric.of(covariance);
    }

    /** The inverse of the precision, shape [n][n]. */
    public double[][] covariance() {
        return rebuilt(SymmetricEigen.of(precision), value -> 1 / value);
    }

    /** A symmetric matrix with other eigenvalues: the function of those it has. */
    public static double[][] rebuilt(SymmetricEigen eigen, java.util.function.DoubleUnaryOperator function) {
        int n = eigen.values().length;
        double[][] matrix = new double[n][n];
        for (int k = 0; k < n; k++) {
            double value = function.applyAsDouble(eigen.values()[k]);
            double[] vector = eigen.vectors()[k];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    matrix[i][j] += value * vector[i] * vector[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = matrix[i][j];
            }
        }
        return matrix;
    }

    /** The search in progress. */
    private static final class Search {

        private final Additive target;
        private final UniformRandomProvider random;
        private final int n;
        private final double[] gradient;
        private long rowTerms;

        Search(Additive target, UniformRandomProvider random) {
            this.target = target;
            this.random = random;
            this.n = target.dimension();
            this.gradient = new double[n];
        }

        Mode find() {
            int rows = target.rows();
            int size = (int) Math.min(rows, Math.max(LEAST_SAMPLE, (long) SAMPLE_PER_COORDINATE * n));
            int[] sample = size == rows ? new int[0] : sample(size);
            double weight = (double) rows / size;
            double[] q = climbed(new RowSum(target, sample, weight, true), size, start(sample, weight, size));
            double[][] whole = hessian(new RowSum(target, sample, weight, true), size, q);
            double[][] precision = repaired(whole);
            double distance = refined(q, precision);
            if (!(distance < 1)) {
                q = climbed(new RowSum(target, new int[0], 1, true), rows, q);
                whole = hessian(new RowSum(target, sample, weight, true), size, q);
                precision = repaired(whole);
                distance = refined(q, precision);
                if (!(distance < 1)) {
                    throw new ModeException("no mode was found: Newton's step from where L-BFGS ended still leads "
                            + distance + " posterior standard deviations away");
                }
            }
            double[][] likelihood = hessian(new RowSum(target, sample, weight, false), size, q);
            return new Mode(q, precision, likelihood, distance, rowTerms);
        }

        private int[] sample(int size) {
            Permutation order = new Permutation(target.rows());
            order.shuffle(random.nextLong());
            int[] sample = new int[size];
            java.util.Arrays.setAll(sample, order::of);
            java.util.Arrays.sort(sample);
            return sample;
        }

        private double[] start(int[] sample, double weight, int size) {
            LogDensity density = new RowSum(target, sample, weight, true);
            double[] q = new double[n];
            for (int attempt = 0; attempt < MAX_STARTS; attempt++) {
                double radius = attempt == 0 ? 0 : STARTING_RADIUS;
                for (int i = 0; i < n; i++) {
                    q[i] = radius * (2 * random.nextDouble() - 1);
                }
                rowTerms += size;
                if (Double.isFinite(density.gradient(q, gradient)) && Vectors.isFinite(gradient)) {
                    return q;
                }
            }
            throw new ModeException("no possible start was found: the log density is not finite at the origin, nor at "
                    + (MAX_STARTS - 1) + " points around it");
        }

        private double[] climbed(LogDensity density, int size, double[] start) {
            Lbfgs climb = new Lbfgs(density, LbfgsOptions.defaults());
            climb.start(start);
            Termination end = climb.run();
            rowTerms += climb.evaluations() * size;
            if (end == Termination.UNBOUNDED) {
                throw new ModeException("there is no mode to start from: " + end.text()
                        + ". Reparametrise the model, or sample it with nuts");
            }
            return climb.position().clone();
        }

        /** The negative Hessian. */
        private double[][] hessian(LogDensity density, int size, double[] q) {
            Hessian found = Hessian.at(density, q);
            rowTerms += found.gradients() * size;
            double[][] negative = found.values();
            for (double[] row : negative) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = -row[j];
                }
            }
            return negative;
        }

        private double[][] repaired(double[][] precision) {
            SymmetricEigen eigen = SymmetricEigen.of(precision);
            double[] sizes = eigen.values().clone();
            java.util.Arrays.setAll(sizes, k -> Math.abs(sizes[k]));
            java.util.Arrays.sort(sizes);
            double least = LEAST_EIGENVALUE * sizes[sizes.length / 2];
            if (!(least > 0)) {
                throw new ModeException("there is no mode to start from: the log density has no curvature");
            }
            return rebuilt(eigen, value -> Math.max(Math.abs(value), least));
        }

        /** Newton's steps with all rows; returns the length of the next one. */
        private double refined(double[] q, double[][] precision) {
            double[][] covariance = rebuilt(SymmetricEigen.of(precision), value -> 1 / value);
            LogDensity density = new RowSum(target, new int[0], 1, true);
            double[] step = new double[n];
            double[] trial = new double[n];
            double[] trialGradient = new double[n];
            double value = density.gradient(q, gradient);
            rowTerms += target.rows();
            double distance = Double.POSITIVE_INFINITY;
            for (int k = 0; k < MAX_NEWTON; k++) {
                for (int i = 0; i < n; i++) {
                    step[i] = Vectors.dot(covariance[i], gradient);
                }
                distance = Math.sqrt(Math.max(0, Vectors.dot(step, gradient)));
                if (!(distance > NEAR)) {
                    return distance;
                }
                Optional<Double> risen = risen(density, q, value, step, trial, trialGradient);
                if (risen.isEmpty()) {
                    return distance;
                }
                value = risen.get();
                System.arraycopy(trial, 0, q, 0, n);
                System.arraycopy(trialGradient, 0, gradient, 0, n);
            }
            return distance;
        }

        private Optional<Double> risen(
                LogDensity density, double[] q, double value, double[] step, double[] trial, double[] trialGradient) {
            double length = 1;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                for (int i = 0; i < n; i++) {
                    trial[i] = q[i] + length * step[i];
                }
                rowTerms += target.rows();
                double next = density.gradient(trial, trialGradient);
                if (next > value && Vectors.isFinite(trialGradient)) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        }
    }
}
