package dev.cotangent.runtime.sampler.stochastic;

import dev.cotangent.runtime.model.Additive;

/**
 * A point, and the sum over all rows there.
 *
 * @param position shape [n]
 * @param sum the sum of the terms of all rows
 * @param gradient its gradient, shape [n]
 */
public record Anchor(double[] position, double sum, double[] gradient) {

    /** The anchor at a point, by a pass over all rows. */
    public static Anchor at(double[] position, Additive target) {
        double[] gradient = new double[position.length];
        double sum = target.sum(position, 0, target.rows(), gradient);
        return new Anchor(position.clone(), sum, gradient);
    }
}
