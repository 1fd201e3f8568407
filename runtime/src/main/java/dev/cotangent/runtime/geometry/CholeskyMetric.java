package dev.cotangent.runtime.geometry;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.model.FisherInformation;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A metric that is positive definite as it is: {@code G = L L'}. Where the factorisation fails there is no metric, and a
 * trajectory that comes there is rejected; no absolute value of a determinant is ever taken.
 *
 * <p>The slope of {@code log det G} takes n directions, the columns of {@code L⁻'}, once a position; that of the kinetic energy
 * one, the velocity.
 */
public final class CholeskyMetric implements LocalMetric {

    private final MatrixField field;
    private final int n;
    private final double[] position;
    private final double[] gradient;
    private final double[] factor;
    private final double[] inverse;
    private final double[] halves;
    private final double[] vector;
    private final double[] weight = {-0.5};
    private final double[] potential;
    private boolean hasPotential;
    private double logDensity;
    private double halfLogDeterminant;

    private CholeskyMetric(MatrixField field) {
        this.field = field;
        n = field.dimension();
        position = new double[n];
        gradient = new double[n];
        factor = new double[n * n];
        inverse = new double[n * n];
        halves = new double[n];
        Arrays.fill(halves, 0.5);
        vector = new double[n];
        potential = new double[n];
    }

    /**
     * The negative Hessian of a log density: for those that are concave.
     *
     * @param density used by this metric alone
     */
    public static CholeskyMetric ofHessian(Curved density) {
        return new CholeskyMetric(new NegativeHessian(density));
    }

    /**
     * The Fisher metric of a model.
     *
     * @param density used by this metric alone
     */
    public static CholeskyMetric ofInformation(FisherInformation density) {
        return new CholeskyMetric(new Information(density));
    }

    private record Information(FisherInformation density) implements MatrixField {
        @Override
        public int dimension() {
            return density.dimension();
        }

        @Override
        public double evaluate(double[] q, double[] gradient, double[] matrix) {
            return density.information(q, gradient, matrix);
        }

        @Override
        public void traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
            density.informationGradient(q, vectors, weights, count, result);
        }
    }

    private record NegativeHessian(Curved density) implements MatrixField {
        @Override
        public int dimension() {
            return density.dimension();
        }

        @Override
        public double evaluate(double[] q, double[] gradient, double[] matrix) {
            double value = density.hessian(q, gradient, matrix);
            negate(matrix);
            return value;
        }

        @Override
        public void traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
            density.traceGradient(q, vectors, weights, count, result);
            negate(result);
        }

        private static void negate(double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = -values[i];
            }
        }
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public void setScales(double[] scales) {
        // a change of scales changes the matrix with the momenta
    }

    @Override
    public boolean moveTo(double[] q) {
        System.arraycopy(q, 0, position, 0, n);
        hasPotential = false;
        logDensity = field.evaluate(position, gradient, factor);
        if (!Finite.is(logDensity) || !Finite.are(gradient) || !factorise()) {
            return false;
        }
        double logarithms = 0;
        for (int i = 0; i < n; i++) {
            logarithms += StrictMath.log(factor[i * n + i]);
        }
        halfLogDeterminant = logarithms;
        return Finite.is(halfLogDeterminant);
    }

    /** Cholesky's factor in place, its upper triangle unused. False where a pivot is not positive. */
    private boolean factorise() {
        for (int j = 0; j < n; j++) {
            for (int i = j; i < n; i++) {
                double rest = factor[i * n + j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i * n + k] * factor[j * n + k];
                }
                if (i == j) {
                    if (!(rest > 0 && Finite.is(rest))) {
                        return false;
                    }
                    factor[j * n + j] = Math.sqrt(rest);
                } else {
                    factor[i * n + j] = rest / factor[j * n + j];
                }
            }
        }
        return true;
    }

    @Override
    public double logDensity() {
        return logDensity;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double halfLogDeterminant() {
        return halfLogDeterminant;
    }

    /** {@code result = L⁻¹ p}; both may be the same. */
    private void solveLower(double[] p, double[] result) {
        for (int i = 0; i < n; i++) {
            double rest = p[i];
            for (int j = 0; j < i; j++) {
                rest -= factor[i * n + j] * result[j];
            }
            result[i] = rest / factor[i * n + i];
        }
    }

    /** {@code x = L⁻' x}. */
    private void solveUpper(double[] x) {
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= factor[i * n + i];
            for (int j = 0; j < i; j++) {
                x[j] -= factor[i * n + j] * x[i];
            }
        }
    }

    @Override
    public void velocity(double[] p, double[] velocity) {
        solveLower(p, velocity);
        solveUpper(velocity);
    }

    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        StandardNormal.fill(random, vector);
        multiplyLower(momentum);
    }

    @Override
    public void drawDisplacement(UniformRandomProvider random, double[] displacement) {
        StandardNormal.fill(random, displacement);
        solveUpper(displacement);
    }

    /** {@code vector = L' d}. */
    private void multiplyUpper(double[] d) {
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = j; i < n; i++) {
                sum += factor[i * n + j] * d[i];
            }
            vector[j] = sum;
        }
    }

    /** {@code result = L vector}. */
    private void multiplyLower(double[] result) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += factor[i * n + j] * vector[j];
            }
            result[i] = sum;
        }
    }

    @Override
    public void momentum(double[] velocity, double[] momentum) {
        multiplyUpper(velocity);
        multiplyLower(momentum);
    }

    @Override
    public double squaredLength(double[] d) {
        multiplyUpper(d);
        double squares = 0;
        for (int j = 0; j < n; j++) {
            squares += vector[j] * vector[j];
        }
        return squares;
    }

    @Override
    public double squaredMomentum(double[] p) {
        solveLower(p, vector);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += vector[i] * vector[i];
        }
        return squares;
    }

    @Override
    public void slope(double[] p, double[] slope) {
        kineticSlope(p, slope);
        findPotential();
        for (int i = 0; i < n; i++) {
            slope[i] += potential[i];
        }
    }

    @Override
    public void kineticSlope(double[] p, double[] slope) {
        velocity(p, vector);
        field.traceGradient(position, vector, weight, 1, slope);
    }

    @Override
    public void potentialSlope(double[] slope) {
        findPotential();
        System.arraycopy(potential, 0, slope, 0, n);
    }

    private void findPotential() {
        if (hasPotential) {
            return;
        }
        invert();
        field.traceGradient(position, inverse, halves, n, potential);
        for (int i = 0; i < n; i++) {
            potential[i] -= gradient[i];
        }
        hasPotential = true;
    }

    /** The rows of L⁻¹, which are the columns of L⁻'. */
    private void invert() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i * n + j] = 0;
            }
            double pivot = 1 / factor[i * n + i];
            for (int k = 0; k < i; k++) {
                double multiple = factor[i * n + k] * pivot;
                for (int j = 0; j <= k; j++) {
                    inverse[i * n + j] -= multiple * inverse[k * n + j];
                }
            }
            inverse[i * n + i] = pivot;
        }
    }
}
