package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;

/** A full mass matrix, given by its inverse. */
public final class DenseMetric implements Metric {

    private final double[][] inverseMass;
    /** Lower Cholesky factor L of the inverse mass matrix: {@code M⁻¹ = L L'}. */
    private final double[][] factor;

    private DenseMetric(double[][] inverseMass, double[][] factor) {
        this.inverseMass = inverseMass;
        this.factor = factor;
    }

    /**
     * A metric with the given inverse mass matrix.
     *
     * @param inverseMass covariance, shape [n][n], of which the lower triangle is read; copied
     * @throws IllegalArgumentException if it is not square or not positive definite
     */
    public static DenseMetric of(double[][] inverseMass) {
        int n = inverseMass.length;
        double[][] symmetric = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (inverseMass[i].length != n) {
                throw new IllegalArgumentException(
                        "inverseMass must be square, but row " + i + " of " + n + " has " + inverseMass[i].length);
            }
            for (int j = 0; j <= i; j++) {
                symmetric[i][j] = inverseMass[i][j];
                symmetric[j][i] = inverseMass[i][j];
            }
        }
        return new DenseMetric(symmetric, cholesky(symmetric));
    }

    static DenseMetric identity(int dimension) {
        double[][] identity = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            identity[i][i] = 1;
        }
        return of(identity);
    }

    private static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? pivot(rest, i) : rest / factor[j][j];
            }
        }
        return factor;
    }

    private static double pivot(double square, int row) {
        if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "inverseMass must be positive definite, but pivot " + row + " is " + square);
        }
        return Math.sqrt(square);
    }

    @Override
    public MetricKind kind() {
        return MetricKind.DENSE;
    }

    @Override
    public int dimension() {
        return inverseMass.length;
    }

    @Override
    public void velocity(double[] momentum, double[] velocity) {
        for (int i = 0; i < inverseMass.length; i++) {
            velocity[i] = DotProduct.of(inverseMass[i], momentum);
        }
    }

    /** Solves {@code L' p = z} with z standard normal, so that p has covariance {@code (L L')⁻¹ = M}. */
    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        StandardNormal.fill(random, momentum);
        for (int i = factor.length - 1; i >= 0; i--) {
            momentum[i] /= factor[i][i];
            for (int j = 0; j < i; j++) {
                momentum[j] -= factor[i][j] * momentum[i];
            }
        }
    }

    @Override
    public double[][] inverseMass() {
        double[][] copy = new double[inverseMass.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = inverseMass[i].clone();
        }
        return copy;
    }
}
