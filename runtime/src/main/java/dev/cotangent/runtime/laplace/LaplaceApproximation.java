package dev.cotangent.runtime.laplace;

import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The normal distribution with its mean at a mode and the log density's curvature there. Immutable.
 *
 * <p>Notation: {@code -H = L L'}; a draw is {@code mode + L'⁻¹ z}, z standard normal, so that its covariance is {@code
 * (-H)⁻¹}.
 */
public final class LaplaceApproximation {

    private final double[] mode;
    private final double[][] factor;

    private LaplaceApproximation(double[] mode, double[][] factor) {
        this.mode = mode;
        this.factor = factor;
    }

    /**
     * The approximation.
     *
     * @param mode shape [n]; copied
     * @param hessian Hessian of the log density there, shape [n][n], symmetric; not modified
     * @throws IndefiniteException if the negative Hessian is not positive definite
     */
    public static LaplaceApproximation at(double[] mode, double[][] hessian) {
        int n = mode.length;
        double[][] factor = new double[n][];
        for (int i = 0; i < n; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double rest = -hessian[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= factor[i][k] * factor[j][k];
                }
                if (i == j && !isPositive(rest, -hessian[i][i])) {
                    throw indefinite(hessian);
                }
                factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
            }
        }
        return new LaplaceApproximation(mode.clone(), factor);
    }

    /** What is left of a diagonal element after 1e-12 of it is rounding. */
    private static boolean isPositive(double rest, double diagonal) {
        return rest > 1e-12 * diagonal && rest > 0 && rest < Double.POSITIVE_INFINITY;
    }

    private static IndefiniteException indefinite(double[][] hessian) {
        int n = hessian.length;
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.set(i, j, -hessian[i][j]);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(matrix)) {
            return new IndefiniteException(Double.NaN, new double[n]);
        }
        int least = 0;
        for (int k = 1; k < n; k++) {
            if (eigen.getEigenvalue(k).getReal() < eigen.getEigenvalue(least).getReal()) {
                least = k;
            }
        }
        return new IndefiniteException(
                eigen.getEigenvalue(least).getReal(),
                eigen.getEigenVector(least).getData().clone());
    }

    public int dimension() {
        return mode.length;
    }

    /** The mode, a copy. */
    public double[] mode() {
        return mode.clone();
    }

    /**
     * Draws a point.
     *
     * @param q overwritten with the point, shape [n]
     * @return the log density of the approximation there without its constant: 0 at the mode
     */
    public double draw(UniformRandomProvider random, double[] q) {
        StandardNormal.fill(random, q);
        double squares = 0;
        for (double z : q) {
            squares += z * z;
        }
        for (int i = q.length - 1; i >= 0; i--) {
            q[i] /= factor[i][i];
            for (int j = 0; j < i; j++) {
                q[j] -= factor[i][j] * q[i];
            }
        }
        for (int i = 0; i < q.length; i++) {
            q[i] += mode[i];
        }
        return -0.5 * squares;
    }

    /** The constant that {@link #draw} leaves out of its log densities. */
    public double logNormaliser() {
        double sum = -0.5 * mode.length * StrictMath.log(2 * Math.PI);
        for (int i = 0; i < factor.length; i++) {
            sum += StrictMath.log(factor[i][i]);
        }
        return sum;
    }

    /** The covariance {@code (-H)⁻¹}, shape [n][n]. */
    public double[][] covariance() {
        int n = mode.length;
        double[][] inverse = new double[n][n];
        for (int j = 0; j < n; j++) {
            // column j of L⁻¹
            inverse[j][j] = 1 / factor[j][j];
            for (int i = j + 1; i < n; i++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum += factor[i][k] * inverse[k][j];
                }
                inverse[i][j] = -sum / factor[i][i];
            }
        }
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += inverse[k][i] * inverse[k][j];
                }
                covariance[i][j] = sum;
                covariance[j][i] = sum;
            }
        }
        return covariance;
    }
}
