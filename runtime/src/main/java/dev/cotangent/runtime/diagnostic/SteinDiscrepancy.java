package dev.cotangent.runtime.diagnostic;

import dev.cotangent.runtime.warmup.SymmetricEigen;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Kernel Stein discrepancy of draws from a distribution whose score is known: how far expectations under the draws are from those
 * under the distribution, over a class of functions that the distribution gives mean 0. It needs no exact draws, and sees the bias of
 * samplers that never reject. It does not see a mode that the draws have not found.
 *
 * <p>With scores s, {@code k0(x, y) = s(x)'s(y) k + s(x)' grad_y k + s(y)' grad_x k + tr grad_x grad_y k}, the inverse multiquadric
 * {@code k = (1 + |x - y|²)^(-1/2)}, and coordinates whitened by the draws' own covariance (by their standard deviations if there are
 * fewer than ten draws a coordinate). The discrepancy is the root of the mean of k0 over all pairs of two draws; the pairs of a draw
 * with itself are left out, so that its square has mean 0 for exact independent draws, and may be negative, which counts as 0.
 *
 * @param discrepancy the discrepancy, 0 if what it is the root of is negative
 * @param floor what about one in twenty sets of as many exact independent draws would exceed
 * @param draws how many were used
 * @see <a href="https://proceedings.mlr.press/v70/gorham17a.html">Gorham and Mackey (2017), Measuring sample quality with
 *     kernels</a>
 */
public record SteinDiscrepancy(double discrepancy, double floor, int draws) {

    private static final int DRAWS_PER_COORDINATE = 10;
    private static final int REPLICATES = 400;
    /** Index of the upper 5 % point of so many. */
    private static final int UPPER = 380;

    private static final long SEED = 1;

    /**
     * The discrepancy; takes time quadratic in the number of draws.
     *
     * @param draws shape [m][n], m at least 2; not modified
     * @param scores the gradients of the log density there, shape [m][n]; independent unbiased estimates will do
     * @return NaN for both figures if a draw or a score is not finite, or a coordinate does not vary
     */
    public static SteinDiscrepancy of(double[][] draws, double[][] scores) {
        int m = draws.length;
        int n = draws[0].length;
        if (m < 2 || n == 0) {
            throw new IllegalArgumentException("there must be two draws of one coordinate at least");
        }
        double[][] x = new double[m][n];
        double[][] s = new double[m][n];
        if (!whiten(draws, scores, x, s)) {
            return new SteinDiscrepancy(Double.NaN, Double.NaN, m);
        }
        double[][] kernel = new double[m][];
        for (int i = 0; i < m; i++) {
            kernel[i] = new double[i];
            for (int j = 0; j < i; j++) {
                kernel[i][j] = steinKernel(x[i], s[i], x[j], s[j]);
            }
        }
        double[] signs = new double[m];
        Arrays.fill(signs, 1);
        return new SteinDiscrepancy(root(mean(kernel, signs)), root(upperPoint(kernel)), m);
    }

    private static double root(double square) {
        return Math.sqrt(Math.max(0, square));
    }

    /** The mean over pairs of two draws, each draw with a sign. */
    private static double mean(double[][] kernel, double[] signs) {
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double row = 0;
            double[] values = kernel[i];
            for (int j = 0; j < i; j++) {
                row += signs[j] * values[j];
            }
            sum += signs[i] * row;
        }
        return sum / (0.5 * kernel.length * (kernel.length - 1.0));
    }

    /**
     * The wild bootstrap: random signs make of the mean over pairs what it would be if the scores were right (K. Chwialkowski, H.
     * Strathmann and A. Gretton (2016), A kernel test of goodness of fit, ICML).
     */
    private static double upperPoint(double[][] kernel) {
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(SEED);
        double[] signs = new double[kernel.length];
        double[] means = new double[REPLICATES];
        for (int r = 0; r < REPLICATES; r++) {
            for (int i = 0; i < signs.length; i++) {
                signs[i] = random.nextBoolean() ? 1 : -1;
            }
            means[r] = mean(kernel, signs);
        }
        Arrays.sort(means);
        return means[UPPER];
    }

    /** True if exact draws would hardly ever show as much. */
    public boolean isVisible() {
        return discrepancy > floor;
    }

    /** The Stein kernel of two whitened draws. */
    static double steinKernel(double[] x, double[] sx, double[] y, double[] sy) {
        double distance = 0;
        double scores = 0;
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - y[i];
            distance += d * d;
            scores += sx[i] * sy[i];
            // grad_y k = d D^(-3/2) = -grad_x k
            along += d * (sx[i] - sy[i]);
        }
        double base = 1 + distance;
        double k = 1 / Math.sqrt(base);
        double k3 = k / base;
        return scores * k + along * k3 + x.length * k3 - 3 * distance * k3 / base;
    }

    /** {@code x = L⁻¹ (q - mean)} and {@code s = L' g}, covariance L L'. */
    private static boolean whiten(double[][] draws, double[][] scores, double[][] x, double[][] s) {
        int m = draws.length;
        int n = draws[0].length;
        double[] mean = new double[n];
        for (double[] draw : draws) {
            for (int i = 0; i < n; i++) {
                mean[i] += draw[i] / m;
            }
        }
        double[][] covariance = new double[n][n];
        boolean dense = m >= DRAWS_PER_COORDINATE * n;
        for (double[] draw : draws) {
            for (int i = 0; i < n; i++) {
                for (int j = dense ? 0 : i; j <= i; j++) {
                    covariance[i][j] += (draw[i] - mean[i]) * (draw[j] - mean[j]) / (m - 1);
                    covariance[j][i] = covariance[i][j];
                }
            }
        }
        if (Arrays.stream(covariance).flatMapToDouble(Arrays::stream).anyMatch(c -> !Double.isFinite(c))
                || Arrays.stream(scores).flatMapToDouble(Arrays::stream).anyMatch(g -> !Double.isFinite(g))) {
            return false;
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        double largest = Arrays.stream(eigen.values()).max().orElse(0);
        for (int k = 0; k < n; k++) {
            double value = eigen.values()[k];
            if (!(value > 1e-14 * largest)) {
                return false;
            }
            double scale = Math.sqrt(value);
            double[] vector = eigen.vectors()[k];
            for (int d = 0; d < m; d++) {
                double along = 0;
                double slope = 0;
                for (int i = 0; i < n; i++) {
                    along += vector[i] * (draws[d][i] - mean[i]);
                    slope += vector[i] * scores[d][i];
                }
                x[d][k] = along / scale;
                s[d][k] = slope * scale;
            }
        }
        return true;
    }
}
