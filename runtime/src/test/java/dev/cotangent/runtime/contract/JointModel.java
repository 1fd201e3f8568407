package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.random.StandardNormal;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A model with a prior, and data that can be simulated: {@code m ~ normal(0, 1)}, {@code s ~ normal(0, 1/2)} and
 * {@code y[1..3] ~ normal(m, exp(s))}. Position is (m, s); the density is that of the posterior given the present data.
 */
final class JointModel implements Curved {

    private static final double PRIOR_SCALE = 0.5;
    private static final double SCALE_SQUARE = StrictMath.exp(2 * PRIOR_SCALE * PRIOR_SCALE);

    /**
     * Of m, m², s, s², m y[1], y[1]² exp(-2 s), s |y[1] - m| exp(-s) and (y[1] - m)² in the joint distribution.
     * E exp(2 s) = exp(2 * 0.25) for a normal s; E m² exp(-2 s) = E exp(-2 s) is the same.
     */
    static final double[] EXPECTATIONS = {0, 1, 0, PRIOR_SCALE * PRIOR_SCALE, 1, SCALE_SQUARE + 1, 0, SCALE_SQUARE};

    private final double[] y = new double[3];

    @Override
    public int dimension() {
        return 2;
    }

    double[] drawParameters(UniformRandomProvider random) {
        return new double[] {StandardNormal.draw(random), PRIOR_SCALE * StandardNormal.draw(random)};
    }

    void simulateData(double[] q, UniformRandomProvider random) {
        for (int k = 0; k < y.length; k++) {
            y[k] = q[0] + StrictMath.exp(q[1]) * StandardNormal.draw(random);
        }
    }

    void addMoments(double[] q, double weight, double[] averages) {
        double m = q[0];
        double s = q[1];
        double precision = StrictMath.exp(-2 * s);
        double[] moments = {
            m,
            m * m,
            s,
            s * s,
            m * y[0],
            y[0] * y[0] * precision,
            s * Math.abs(y[0] - m) * Math.sqrt(precision),
            (y[0] - m) * (y[0] - m)
        };
        for (int k = 0; k < moments.length; k++) {
            averages[k] += weight * moments[k];
        }
    }

    @Override
    public double value(double[] q) {
        return gradient(q, new double[2]);
    }

    private double residuals(double m, int power) {
        double sum = 0;
        for (double value : y) {
            sum += power == 1 ? value - m : (value - m) * (value - m);
        }
        return sum;
    }

    @Override
    public double hessian(double[] q, double[] gradient, double[] hessian) {
        double precision = StrictMath.exp(-2 * q[1]);
        hessian[0] = -1 - y.length * precision;
        hessian[1] = -2 * precision * residuals(q[0], 1);
        hessian[2] = hessian[1];
        hessian[3] = -1 / (PRIOR_SCALE * PRIOR_SCALE) - 2 * precision * residuals(q[0], 2);
        return gradient(q, gradient);
    }

    @Override
    public double hessianTimes(double[] q, double[] vector, double[] gradient, double[] product) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result) {
        double precision = StrictMath.exp(-2 * q[1]);
        double mms = 2 * y.length * precision;
        double mss = 4 * precision * residuals(q[0], 1);
        double sss = 4 * precision * residuals(q[0], 2);
        result[0] = 0;
        result[1] = 0;
        for (int k = 0; k < count; k++) {
            double a = vectors[2 * k];
            double b = vectors[2 * k + 1];
            result[0] += weights[k] * (2 * a * b * mms + b * b * mss);
            result[1] += weights[k] * (a * a * mms + 2 * a * b * mss + b * b * sss);
        }
        return Double.NaN;
    }

    @Override
    public double gradient(double[] q, double[] gradient) {
        double m = q[0];
        double s = q[1];
        double precision = StrictMath.exp(-2 * s);
        double sum = 0;
        double squares = 0;
        for (double value : y) {
            sum += value - m;
            squares += (value - m) * (value - m);
        }
        double priorPrecision = 1 / (PRIOR_SCALE * PRIOR_SCALE);
        gradient[0] = -m + precision * sum;
        gradient[1] = -priorPrecision * s - y.length + precision * squares;
        return -0.5 * (m * m + priorPrecision * s * s + precision * squares) - y.length * s;
    }
}
