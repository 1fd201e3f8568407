package dev.cotangent.runtime.geometry;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * SoftAbs of the diagonal of the Hessian alone: {@code G_ii = softabs(-s_i² H_ii) / s_i²}, s_i being the scales of the
 * coordinates. n passes of third order a position serve every momentum, and no matrix is factorised.
 */
public final class DiagonalSoftAbsMetric implements LocalMetric {

    private final Curved density;
    private final SoftAbs softAbs;
    private final int n;
    private final double[] scales;
    private final double[] position;
    private final double[] gradient;
    private final double[] hessian;
    private final double[] diagonal;
    private final double[] slopes;
    private final double[] unit;
    private final double[] one = {1};
    private final double[] third;
    private final double[] thirdRow;
    private boolean hasThird;
    private double logDensity;
    private double halfLogDeterminant;

    /**
     * The metric of a density, with scales of 1.
     *
     * @param density used by this metric alone
     */
    public DiagonalSoftAbsMetric(Curved density, SoftAbs softAbs) {
        this.density = density;
        this.softAbs = softAbs;
        n = density.dimension();
        scales = new double[n];
        Arrays.fill(scales, 1);
        position = new double[n];
        gradient = new double[n];
        hessian = new double[n * n];
        diagonal = new double[n];
        slopes = new double[n];
        unit = new double[n];
        third = new double[n * n];
        thirdRow = new double[n];
    }

    @Override
    public int dimension() {
        return n;
    }

    @Override
    public void setScales(double[] newScales) {
        System.arraycopy(newScales, 0, scales, 0, n);
    }

    @Override
    public boolean moveTo(double[] q) {
        System.arraycopy(q, 0, position, 0, n);
        hasThird = false;
        logDensity = density.hessian(position, gradient, hessian);
        if (!Finite.is(logDensity) || !Finite.are(gradient)) {
            return false;
        }
        double logarithms = 0;
        for (int i = 0; i < n; i++) {
            double square = scales[i] * scales[i];
            double curvature = -square * hessian[i * n + i];
            diagonal[i] = softAbs.at(curvature) / square;
            slopes[i] = softAbs.slope(curvature);
            logarithms += StrictMath.log(diagonal[i]);
        }
        halfLogDeterminant = 0.5 * logarithms;
        return Finite.is(halfLogDeterminant);
    }

    @Override
    public double logDensity() {
        return logDensity;
    }

    @Override
    public double[] gradient() {
        return gradient;
    }

    @Override
    public double halfLogDeterminant() {
        return halfLogDeterminant;
    }

    @Override
    public void velocity(double[] p, double[] velocity) {
        for (int i = 0; i < n; i++) {
            velocity[i] = p[i] / diagonal[i];
        }
    }

    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        for (int i = 0; i < n; i++) {
            momentum[i] = Math.sqrt(diagonal[i]) * StandardNormal.draw(random);
        }
    }

    @Override
    public void drawDisplacement(UniformRandomProvider random, double[] displacement) {
        for (int i = 0; i < n; i++) {
            displacement[i] = StandardNormal.draw(random) / Math.sqrt(diagonal[i]);
        }
    }

    @Override
    public void momentum(double[] velocity, double[] momentum) {
        for (int i = 0; i < n; i++) {
            momentum[i] = velocity[i] * diagonal[i];
        }
    }

    @Override
    public double squaredLength(double[] d) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += diagonal[i] * d[i] * d[i];
        }
        return squares;
    }

    @Override
    public double squaredMomentum(double[] p) {
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += p[i] * p[i] / diagonal[i];
        }
        return squares;
    }

    @Override
    public void slope(double[] p, double[] slope) {
        potentialSlope(slope);
        addKinetic(p, slope);
    }

    @Override
    public void kineticSlope(double[] p, double[] slope) {
        Arrays.fill(slope, 0);
        addKinetic(p, slope);
    }

    @Override
    public void potentialSlope(double[] slope) {
        findThird();
        for (int k = 0; k < n; k++) {
            slope[k] = -gradient[k];
        }
        for (int i = 0; i < n; i++) {
            addRow(-0.5 * slopes[i] / diagonal[i], i, slope);
        }
    }

    private void addKinetic(double[] p, double[] slope) {
        findThird();
        for (int i = 0; i < n; i++) {
            double velocity = p[i] / diagonal[i];
            addRow(0.5 * velocity * velocity * slopes[i], i, slope);
        }
    }

    private void addRow(double factor, int i, double[] slope) {
        for (int k = 0; k < n; k++) {
            slope[k] += factor * third[i * n + k];
        }
    }

    /** Row i becomes the gradient of H_ii. */
    private void findThird() {
        if (hasThird) {
            return;
        }
        for (int i = 0; i < n; i++) {
            unit[i] = 1;
            density.traceGradient(position, unit, one, 1, thirdRow);
            unit[i] = 0;
            System.arraycopy(thirdRow, 0, third, i * n, n);
        }
        hasThird = true;
    }
}
