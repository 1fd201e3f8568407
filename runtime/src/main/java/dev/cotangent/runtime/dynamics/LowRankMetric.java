package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A mass matrix whose inverse is a diagonal and a few directions:
 * {@code M⁻¹ = D (I + U (L - I) U') D}, with D the scales, U the directions as orthonormal columns and L the diagonal matrix
 * of the variances along them. Velocities and momenta cost O(n k) for k directions; without any, the metric is diagonal.
 */
public final class LowRankMetric implements Metric {

    /** Largest deviation of U'U from the identity that rounding explains. */
    private static final double ORTHONORMAL = 1e-8;

    private final double[] scales;
    private final double[] squaredScales;
    private final double[] variances;
    /** Row k is direction k. */
    private final double[][] directions;
    /** Row k is D times direction k. */
    private final double[][] scaled;

    private LowRankMetric(double[] scales, double[] variances, double[][] directions) {
        this.scales = scales;
        this.variances = variances;
        this.directions = directions;
        this.squaredScales = new double[scales.length];
        this.scaled = new double[directions.length][scales.length];
        for (int i = 0; i < scales.length; i++) {
            squaredScales[i] = scales[i] * scales[i];
            for (int k = 0; k < directions.length; k++) {
                scaled[k][i] = scales[i] * directions[k][i];
            }
        }
    }

    /**
     * A metric from its parts.
     *
     * @param scales D, shape [n], positive; copied
     * @param variances diagonal of L, shape [k], positive; copied
     * @param directions columns of U as rows, shape [k][n], orthonormal; copied
     * @throws IllegalArgumentException if a part is not as described
     */
    public static LowRankMetric of(double[] scales, double[] variances, double[][] directions) {
        requirePositive("scales", scales);
        requirePositive("variances", variances);
        if (directions.length != variances.length) {
            throw new IllegalArgumentException(
                    "directions must be as many as variances, " + variances.length + ", but are " + directions.length);
        }
        double[][] copy = new double[directions.length][];
        for (int k = 0; k < copy.length; k++) {
            if (directions[k].length != scales.length) {
                throw new IllegalArgumentException("directions must have length " + scales.length + ", but direction "
                        + k + " has " + directions[k].length);
            }
            copy[k] = directions[k].clone();
            requireOrthonormal(copy, k);
        }
        return new LowRankMetric(scales.clone(), variances.clone(), copy);
    }

    private static void requirePositive(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            // velocities multiply by squares and momenta divide by them
            double square = values[i] * values[i];
            if (!(values[i] > 0 && square > 0 && 1 / square > 0 && 1 / square < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        name + " must be positive and finite, but element " + i + " is " + values[i]);
            }
        }
    }

    private static void requireOrthonormal(double[][] directions, int last) {
        for (int k = 0; k <= last; k++) {
            double product = DotProduct.of(directions[k], directions[last]) - (k == last ? 1 : 0);
            if (!(Math.abs(product) <= ORTHONORMAL)) {
                throw new IllegalArgumentException(
                        "directions must be orthonormal, but " + k + " and " + last + " are not");
            }
        }
    }

    static LowRankMetric identity(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return new LowRankMetric(ones, new double[0], new double[0][]);
    }

    @Override
    public MetricKind kind() {
        return MetricKind.LOW_RANK;
    }

    @Override
    public int dimension() {
        return scales.length;
    }

    /** Number of directions. */
    public int rank() {
        return variances.length;
    }

    /** Scales D, shape [n]. A fresh copy. */
    public double[] scales() {
        return scales.clone();
    }

    /** Variances along the directions, shape [k]. A fresh copy. */
    public double[] variances() {
        return variances.clone();
    }

    /** Directions, shape [k][n]. A fresh copy. */
    public double[][] directions() {
        double[][] copy = new double[directions.length][];
        for (int k = 0; k < copy.length; k++) {
            copy[k] = directions[k].clone();
        }
        return copy;
    }

    @Override
    public void velocity(double[] momentum, double[] velocity) {
        for (int i = 0; i < squaredScales.length; i++) {
            velocity[i] = squaredScales[i] * momentum[i];
        }
        for (int k = 0; k < scaled.length; k++) {
            double[] direction = scaled[k];
            double along = (variances[k] - 1) * DotProduct.of(direction, momentum);
            for (int i = 0; i < direction.length; i++) {
                velocity[i] += along * direction[i];
            }
        }
    }

    /** {@code p = D⁻¹ (I + U (L^-½ - I) U') z} with z standard normal, which has covariance M. */
    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        StandardNormal.fill(random, momentum);
        // U'z of later directions is not changed by earlier ones, as they are orthogonal
        for (int k = 0; k < directions.length; k++) {
            double[] direction = directions[k];
            double along = (1 / Math.sqrt(variances[k]) - 1) * DotProduct.of(direction, momentum);
            for (int i = 0; i < direction.length; i++) {
                momentum[i] += along * direction[i];
            }
        }
        for (int i = 0; i < scales.length; i++) {
            momentum[i] /= scales[i];
        }
    }

    /** One row: the diagonal of {@code M⁻¹}. The whole is in scales, variances and directions. */
    @Override
    public double[][] inverseMass() {
        double[] diagonal = squaredScales.clone();
        for (int k = 0; k < scaled.length; k++) {
            for (int i = 0; i < diagonal.length; i++) {
                diagonal[i] += (variances[k] - 1) * scaled[k][i] * scaled[k][i];
            }
        }
        return new double[][] {diagonal};
    }
}
