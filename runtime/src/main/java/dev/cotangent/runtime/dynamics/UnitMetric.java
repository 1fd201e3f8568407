package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The identity as mass matrix.
 *
 * @param dimension number of coordinates
 */
public record UnitMetric(int dimension) implements Metric {

    @Override
    public MetricKind kind() {
        return MetricKind.UNIT;
    }

    @Override
    public void velocity(double[] momentum, double[] velocity) {
        System.arraycopy(momentum, 0, velocity, 0, dimension);
    }

    @Override
    public void drift(double[] position, double[] momentum, double time, double[] result, double[] scratch) {
        for (int i = 0; i < dimension; i++) {
            result[i] = position[i] + time * momentum[i];
        }
    }

    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        StandardNormal.fill(random, momentum);
    }

    @Override
    public double[][] inverseMass() {
        double[] diagonal = new double[dimension];
        Arrays.fill(diagonal, 1);
        return new double[][] {diagonal};
    }
}
