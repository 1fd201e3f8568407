package dev.cotangent.runtime.pathfinder;

import dev.cotangent.runtime.optimize.CurvatureHistory;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A normal distribution whose covariance is a diagonal and a matrix of low rank: {@code A^1/2 (I + Q (LL' - I) Q') A^1/2}.
 * Immutable.
 *
 * <p>Notation: A is a diagonal, Q has orthonormal columns, L is lower triangular. A draw is {@code mean + A^1/2 (z + Q (L - I)
 * Q'z)}, z standard normal.
 *
 * @see <a href="https://jmlr.org/papers/v23/21-0889.html">Zhang, Carpenter, Gelman &amp; Vehtari (2022), Pathfinder:
 *     Parallel quasi-Newton variational inference, algorithms 3 and 4</a>
 */
public final class NormalApproximation {

    private static final double LOG_TWO_PI = 1.8378770664093454836;

    private final double[] mean;
    private final double[] scales;
    private final double[][] basis;
    private final double[][] factor;
    private final double logNormaliser;

    private NormalApproximation(double[] mean, double[] scales, double[][] basis, double[][] factor) {
        this.mean = mean;
        this.scales = scales;
        this.basis = basis;
        this.factor = factor;
        double logDeterminant = 0;
        for (double scale : scales) {
            logDeterminant += StrictMath.log(scale);
        }
        for (int i = 0; i < factor.length; i++) {
            logDeterminant += StrictMath.log(factor[i][i]);
        }
        logNormaliser = -logDeterminant - 0.5 * mean.length * LOG_TWO_PI;
    }

    /**
     * The approximation at a point of a climb: the inverse curvature that the climb's history estimates as covariance, and a
     * Newton step from the point as mean.
     *
     * <p>The estimate is that of Byrd, Nocedal &amp; Schnabel (1994), theorem 2.2: {@code H = A + B C B'}, with {@code B =
     * [A Y, S]} and {@code C = [0, -R⁻¹; -R'⁻¹, R'⁻¹ (D + Y'AY) R⁻¹]}, where S holds the steps, Y the decreases of the
     * gradient, R the upper triangle of S'Y and D its diagonal.
     *
     * @param position point, shape [n]; not modified
     * @param gradient gradient of the log density there; not modified
     * @param diagonal A, shape [n], positive; not modified
     * @return empty if the estimate is not positive definite or not finite, by rounding
     */
    static Optional<NormalApproximation> at(
            double[] position, double[] gradient, double[] diagonal, CurvatureHistory history) {
        int n = position.length;
        double[] scales = new double[n];
        for (int i = 0; i < n; i++) {
            scales[i] = Math.sqrt(diagonal[i]);
        }
        ThinQr qr =
                history.size() == 0 ? new ThinQr(new double[0][], new double[0][]) : ThinQr.of(scaled(history, scales));
        double[][] inner = inner(qr, history, diagonal);
        if (!Factors.cholesky(inner)) {
            return Optional.empty();
        }
        double[] mean = new double[n];
        NormalApproximation centred = new NormalApproximation(mean, scales, qr.q(), inner);
        centred.covarianceTimes(gradient, mean);
        for (int i = 0; i < n; i++) {
            mean[i] += position[i];
            if (!Double.isFinite(mean[i])) {
                return Optional.empty();
            }
        }
        return Double.isFinite(centred.logNormaliser) ? Optional.of(centred) : Optional.empty();
    }

    /** {@code A^-1/2 B = [A^1/2 Y, A^-1/2 S]} by columns. */
    private static double[][] scaled(CurvatureHistory history, double[] scales) {
        int pairs = history.size();
        double[][] columns = new double[2 * pairs][scales.length];
        for (int k = 0; k < pairs; k++) {
            for (int i = 0; i < scales.length; i++) {
                columns[k][i] = history.change(k)[i] * scales[i];
                columns[pairs + k][i] = history.step(k)[i] / scales[i];
            }
        }
        return columns;
    }

    /** {@code I + R̃ C R̃'}, R̃ being the triangle of the decomposition. */
    private static double[][] inner(ThinQr qr, CurvatureHistory history, double[] diagonal) {
        int rank = qr.q().length;
        double[][] middle = middle(history, diagonal);
        double[][] half = Factors.product(qr.r(), middle);
        double[][] inner = new double[rank][rank];
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = 0; k < middle.length; k++) {
                    sum += half[i][k] * qr.r()[j][k];
                }
                inner[i][j] = sum;
            }
        }
        return inner;
    }

    /** C of {@link #at}, shape [2 pairs][2 pairs]. */
    private static double[][] middle(CurvatureHistory history, double[] diagonal) {
        int m = history.size();
        double[][] triangle = new double[m][m];
        double[][] products = new double[m][m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                triangle[i][j] = i <= j ? dot(history.step(i), history.change(j)) : 0;
                products[i][j] = weighted(history.change(i), diagonal, history.change(j));
            }
            products[i][i] += triangle[i][i];
        }
        double[][] inverse = Factors.inverseOfUpper(triangle);
        double[][] transposed = Factors.transpose(inverse);
        double[][] lowerRight = Factors.product(transposed, Factors.product(products, inverse));
        double[][] middle = new double[2 * m][2 * m];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                middle[i][m + j] = -inverse[i][j];
                middle[m + i][j] = -transposed[i][j];
                middle[m + i][m + j] = lowerRight[i][j];
            }
        }
        return middle;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double weighted(double[] a, double[] weights, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * weights[i] * b[i];
        }
        return sum;
    }

    public int dimension() {
        return mean.length;
    }

    /** The mean, a copy. */
    public double[] mean() {
        return mean.clone();
    }

    /** Logarithm of the integral of a density of this shape that is 1 at its mode: {@code log((2 pi)^n det covariance) / 2}. */
    public double logVolume() {
        return -logNormaliser;
    }

    /** The diagonal of the covariance, shape [n]. */
    public double[] variances() {
        double[] variances = new double[mean.length];
        double[] row = new double[basis.length];
        for (int i = 0; i < mean.length; i++) {
            // Row i of Q L and of Q: the diagonal of I + Q (LL' - I) Q'.
            double variance = 1;
            for (int j = 0; j < row.length; j++) {
                row[j] = 0;
                for (int k = j; k < row.length; k++) {
                    row[j] += basis[k][i] * factor[k][j];
                }
                variance += row[j] * row[j] - basis[j][i] * basis[j][i];
            }
            variances[i] = scales[i] * scales[i] * variance;
        }
        return variances;
    }

    /**
     * Draws a point.
     *
     * @param q overwritten with the point, shape [n]
     * @return the log density of the approximation there, with its constant
     */
    public double draw(UniformRandomProvider random, double[] q) {
        StandardNormal.fill(random, q);
        double squares = 0;
        for (double z : q) {
            squares += z * z;
        }
        multiply(q);
        for (int i = 0; i < q.length; i++) {
            q[i] = mean[i] + scales[i] * q[i];
        }
        return logNormaliser - 0.5 * squares;
    }

    /** {@code z <- z + Q (L - I) Q'z}. */
    private void multiply(double[] z) {
        double[] along = along(z);
        for (int i = along.length - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += factor[i][j] * along[j];
            }
            addBasis(sum - along[i], i, z);
        }
    }

    /** The log density of the approximation at a point, with its constant. */
    public double logDensity(double[] q) {
        double[] z = new double[q.length];
        for (int i = 0; i < q.length; i++) {
            z[i] = (q[i] - mean[i]) / scales[i];
        }
        double[] along = along(z);
        double[] solved = along.clone();
        for (int i = 0; i < solved.length; i++) {
            for (int j = 0; j < i; j++) {
                solved[i] -= factor[i][j] * solved[j];
            }
            solved[i] /= factor[i][i];
        }
        for (int i = 0; i < along.length; i++) {
            addBasis(solved[i] - along[i], i, z);
        }
        return logNormaliser - 0.5 * dot(z, z);
    }

    /** {@code A^1/2 (I + Q (LL' - I) Q') A^1/2 x}. */
    private void covarianceTimes(double[] x, double[] product) {
        for (int i = 0; i < x.length; i++) {
            product[i] = scales[i] * x[i];
        }
        double[] along = along(product);
        double[] right = new double[along.length];
        for (int j = 0; j < along.length; j++) {
            for (int i = j; i < along.length; i++) {
                right[j] += factor[i][j] * along[i];
            }
        }
        for (int i = 0; i < along.length; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += factor[i][j] * right[j];
            }
            addBasis(sum - along[i], i, product);
        }
        for (int i = 0; i < x.length; i++) {
            product[i] *= scales[i];
        }
    }

    private double[] along(double[] z) {
        double[] along = new double[basis.length];
        for (int i = 0; i < along.length; i++) {
            along[i] = dot(basis[i], z);
        }
        return along;
    }

    private void addBasis(double multiple, int column, double[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] += multiple * basis[column][i];
        }
    }
}
