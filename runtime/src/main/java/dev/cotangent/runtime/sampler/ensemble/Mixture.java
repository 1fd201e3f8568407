package dev.cotangent.runtime.sampler.ensemble;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A density made from weighted particles, along their principal axes: a normal around each, with a fraction of the
 * covariance of all. Centres are moved towards the mean so that the mixture has the covariance of the particles whatever the
 * width h: {@code sum_j w_j N(m + sqrt(1 - h²)(theta_j - m), h² C)}. At h = 1 that is one normal, and near 0 it is the
 * particles.
 *
 * @see <a href="https://doi.org/10.1111/j.2517-6161.1993.tb01911.x">West (1993), Approximating posterior distributions by
 *     mixtures</a> (centres that are moved)
 */
final class Mixture {

    /** Covariances are this much larger, since weights of a proposal with light tails vary without bound. */
    private static final double INFLATION = 1.2;

    /** Logarithm of a weight that no sum of so many would show. */
    private static final double NEGLIGIBLE = -36;

    private static final int MOST_CENTRES = 300;
    private static final double[] WIDTHS = {1, 0.8, 0.6, 0.45, 0.33, 0.25, 0.18, 0.13, 0.1, 0.07, 0.05, 0.035, 0.025};

    private final Shape shape;
    private final double[][] centres;
    private final double[] logWeights;
    private final double[] variances;
    private final double width;

    private Mixture(Shape shape, double[][] whitened, double[] logWeights, double width) {
        int d = shape.dimension();
        double[] mean = new double[d];
        shape.toAxes(shape.mean(), mean);
        double shrinkage = Math.sqrt(1 - width * width);
        this.shape = shape;
        this.width = width;
        this.logWeights = width == 1 ? new double[1] : logWeights;
        this.centres = new double[this.logWeights.length][d];
        this.variances = new double[d];
        for (int k = 0; k < d; k++) {
            double scale = Math.sqrt(shape.variances()[k]);
            variances[k] = INFLATION * width * width * shape.variances()[k];
            for (int j = 0; j < centres.length; j++) {
                centres[j][k] = mean[k] + shrinkage * scale * whitened[j][k];
            }
        }
    }

    /**
     * The mixture of some particles, or of those that a systematic choice leaves if there are many.
     *
     * @param logWeights that add up to 1
     */
    static Mixture of(double[][] positions, double[] logWeights, Smoothing smoothing, UniformRandomProvider random) {
        Shape shape = Shape.of(positions, logWeights);
        int[] chosen = Weights.systematic(logWeights, Math.min(MOST_CENTRES, positions.length), random);
        int[] distinct = Arrays.stream(chosen).distinct().toArray();
        double[][] whitened = new double[distinct.length][shape.dimension()];
        double[] weights = new double[distinct.length];
        int next = 0;
        for (int j = 0; j < distinct.length; j++) {
            int copies = 0;
            while (next < chosen.length && chosen[next] == distinct[j]) {
                copies++;
                next++;
            }
            weights[j] = StrictMath.log((double) copies / chosen.length);
            whiten(shape, positions[distinct[j]], whitened[j]);
        }
        double width = switch (smoothing) {
            case GAUSSIAN -> 1;
            case SILVERMAN -> silverman(distinct.length, shape.dimension());
            case ADAPTIVE -> bestWidth(whitened, weights);
        };
        return new Mixture(shape, whitened, weights, width);
    }

    private static double silverman(int count, int d) {
        return Math.min(1, StrictMath.pow(4.0 / (count * (d + 2.0)), 1.0 / (d + 4)));
    }

    private static void whiten(Shape shape, double[] position, double[] result) {
        double[] centred = new double[position.length];
        for (int k = 0; k < position.length; k++) {
            centred[k] = position[k] - shape.mean()[k];
        }
        shape.toAxes(centred, result);
        for (int k = 0; k < position.length; k++) {
            result[k] /= Math.sqrt(shape.variances()[k]);
        }
    }

    /** The width at which the density of particles without each particle is largest at that particle, on average. */
    private static double bestWidth(double[][] whitened, double[] logWeights) {
        int n = whitened.length;
        double[][] products = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int l = 0; l <= j; l++) {
                double sum = 0;
                for (int k = 0; k < whitened[j].length; k++) {
                    sum += whitened[j][k] * whitened[l][k];
                }
                products[j][l] = sum;
                products[l][j] = sum;
            }
        }
        double best = 1;
        double highest = Double.NEGATIVE_INFINITY;
        for (double width : WIDTHS) {
            double score = leftOut(products, logWeights, width, whitened[0].length);
            if (score > highest) {
                highest = score;
                best = width;
            }
        }
        return best;
    }

    private static double leftOut(double[][] products, double[] logWeights, double width, int d) {
        int n = products.length;
        double shrinkage = Math.sqrt(1 - width * width);
        double[] terms = new double[n];
        double score = 0;
        for (int j = 0; j < n; j++) {
            for (int l = 0; l < n; l++) {
                double square =
                        products[j][j] - 2 * shrinkage * products[j][l] + shrinkage * shrinkage * products[l][l];
                terms[l] = l == j ? Double.NEGATIVE_INFINITY : logWeights[l] - 0.5 * square / (width * width);
            }
            score += StrictMath.exp(logWeights[j]) * Weights.logSum(terms);
        }
        return score - d * StrictMath.log(width);
    }

    /** The axes that all coordinates are along. */
    Shape shape() {
        return shape;
    }

    int centres() {
        return centres.length;
    }

    double width() {
        return width;
    }

    /** Variance of each of the normals along an axis. */
    double variance(int axis) {
        return variances[axis];
    }

    double smallestVariance() {
        return Arrays.stream(variances).min().orElse(1);
    }

    /**
     * The expectation of y, whose density is this mixture, given {@code x = scale y + N(0, variance I)}.
     *
     * @param x along the axes, shape [d]
     * @param scratch at least as many as there are centres
     * @param result overwritten, along the axes
     */
    void expectation(double[] x, double scale, double variance, double[] scratch, double[] result) {
        int d = x.length;
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < centres.length; j++) {
            double square = 0;
            for (int k = 0; k < d && scale > 0; k++) {
                double distance = x[k] - scale * centres[j][k];
                square += distance * distance / (scale * scale * variances[k] + variance);
            }
            scratch[j] = logWeights[j] - 0.5 * square;
            largest = Math.max(largest, scratch[j]);
        }
        Arrays.fill(result, 0);
        double sum = 0;
        for (int j = 0; j < centres.length; j++) {
            if (scratch[j] - largest < NEGLIGIBLE) {
                continue;
            }
            double weight = StrictMath.exp(scratch[j] - largest);
            sum += weight;
            for (int k = 0; k < d; k++) {
                result[k] += weight * centres[j][k];
            }
        }
        for (int k = 0; k < d; k++) {
            double centre = result[k] / sum;
            result[k] = centre + gain(k, scale, variance) * (x[k] - scale * centre);
        }
    }

    /** How far an observation moves the expectation of one normal. */
    private double gain(int axis, double scale, double variance) {
        return scale == 0 ? 0 : scale * variances[axis] / (scale * scale * variances[axis] + variance);
    }

    /** The variance of one of the normals given an observation as above. */
    double residual(int axis, double scale, double variance) {
        return scale == 0 ? variances[axis] : variances[axis] * variance / (scale * scale * variances[axis] + variance);
    }
}
