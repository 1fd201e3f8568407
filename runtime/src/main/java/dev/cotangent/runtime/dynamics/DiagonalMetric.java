package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** A diagonal mass matrix. */
public final class DiagonalMetric implements Metric {

    private final double[] inverseMass;
    private final double[] rootMass;

    private DiagonalMetric(double[] inverseMass) {
        this.inverseMass = inverseMass;
        this.rootMass = new double[inverseMass.length];
        for (int i = 0; i < inverseMass.length; i++) {
            rootMass[i] = Math.sqrt(1 / inverseMass[i]);
        }
    }

    /**
     * A metric with the given diagonal of the inverse mass matrix.
     *
     * @param inverseMass variances, shape [n]; copied
     * @throws IllegalArgumentException if an element is not positive and finite
     */
    public static DiagonalMetric of(double[] inverseMass) {
        for (int i = 0; i < inverseMass.length; i++) {
            if (!(inverseMass[i] > 0 && inverseMass[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "inverseMass must be positive and finite, but element " + i + " is " + inverseMass[i]);
            }
        }
        return new DiagonalMetric(inverseMass.clone());
    }

    static DiagonalMetric identity(int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return new DiagonalMetric(ones);
    }

    @Override
    public MetricKind kind() {
        return MetricKind.DIAGONAL;
    }

    @Override
    public int dimension() {
        return inverseMass.length;
    }

    @Override
    public void velocity(double[] momentum, double[] velocity) {
        for (int i = 0; i < inverseMass.length; i++) {
            velocity[i] = inverseMass[i] * momentum[i];
        }
    }

    @Override
    public void drift(double[] position, double[] momentum, double time, double[] result, double[] scratch) {
        for (int i = 0; i < inverseMass.length; i++) {
            result[i] = position[i] + time * (inverseMass[i] * momentum[i]);
        }
    }

    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        StandardNormal.fill(random, momentum);
        for (int i = 0; i < rootMass.length; i++) {
            momentum[i] *= rootMass[i];
        }
    }

    @Override
    public double[][] inverseMass() {
        return new double[][] {inverseMass.clone()};
    }
}
