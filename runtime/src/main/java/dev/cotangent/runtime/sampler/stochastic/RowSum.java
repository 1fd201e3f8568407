package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.model.Additive;
import dev.cotangent.runtime.model.LogDensity;

/**
 * A multiple of the sum over fixed rows of a density, with the rest or without.
 *
 * @param rows the rows; all if empty
 * @param weight of their sum
 * @param withRest whether priors and Jacobians count
 */
record RowSum(Additive target, int[] rows, double weight, boolean withRest, double[] sum) implements LogDensity {

    RowSum(Additive target, int[] rows, double weight, boolean withRest) {
        this(target, rows, weight, withRest, new double[target.dimension()]);
    }

    @Override
    public int dimension() {
        return target.dimension();
    }

    @Override
    public double value(double[] q) {
        return gradient(q, new double[q.length]);
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double value = rows.length == 0 ? target.sum(q, 0, target.rows(), sum) : target.sum(q, rows, rows.length, sum);
        double rest = 0;
        if (withRest) {
            rest = target.rest(q, gradient);
        } else {
            java.util.Arrays.fill(gradient, 0);
        }
        Vectors.add(weight, sum, gradient);
        return rest + weight * value;
    }
}
