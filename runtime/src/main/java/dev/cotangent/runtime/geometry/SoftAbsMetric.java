package dev.cotangent.runtime.geometry;

import dev.cotangent.runtime.model.Curved;
import dev.cotangent.runtime.random.StandardNormal;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * SoftAbs of the Hessian: {@code G = S⁻¹ Q diag(lambda coth(alpha lambda)) Q' S⁻¹}, where Q and lambda are the eigenvectors and
 * eigenvalues of {@code -S H S}, H is the Hessian of the log density and S has the scales of the coordinates on its diagonal.
 *
 * <p>Slopes are those of {@code tr(B H)} for symmetric B that are held fixed, as Betancourt (2013) has them; with
 * {@code J} the divided differences of SoftAbs and {@code D = diag(Q' S p / softabs(lambda))}, B is
 * {@code -S Q diag(J_ii / softabs(lambda_i)) Q' S / 2} for phi and {@code S Q D J D Q' S / 2} for tau.
 */
public final class SoftAbsMetric implements LocalMetric {

    private final Curved density;
    private final SoftAbs softAbs;
    private final int n;
    private final double[] scales;
    private final double[] position;
    private final double[] gradient;
    private final double[] hessian;
    private final SymmetricEigensolver eigen;
    private final double[] soft;
    private final double[] slopes;
    private final double[] rotated;
    private final double[] weights;
    private final double[] directions;
    private final double[] inner;
    private final RankOneTerms terms;
    private double logDensity;
    private double halfLogDeterminant;

    /**
     * The metric of a density, with scales of 1.
     *
     * @param density used by this metric alone
     */
    public SoftAbsMetric(Curved density, SoftAbs softAbs) {
        this.density = density;
        this.softAbs = softAbs;
        n = density.dimension();
        scales = new double[n];
        Arrays.fill(scales, 1);
        position = new double[n];
        gradient = new double[n];
        hessian = new double[n * n];
        eigen = new SymmetricEigensolver(n);
        soft = new double[n];
        slopes = new double[n];
        rotated = new double[n];
        weights = new double[n];
        directions = new double[n * n];
        inner = new double[n * n];
        terms = new RankOneTerms(n);
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
        logDensity = density.hessian(position, gradient, hessian);
        if (!Finite.is(logDensity) || !Finite.are(gradient)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hessian[i * n + j] *= -scales[i] * scales[j];
            }
        }
        if (!eigen.decompose(hessian)) {
            return false;
        }
        double logarithms = 0;
        for (int k = 0; k < n; k++) {
            double value = eigen.values()[k];
            soft[k] = softAbs.at(value);
            slopes[k] = softAbs.slope(value);
            logarithms += StrictMath.log(soft[k]);
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

    /** {@code rotated = Q' S p}. */
    private void rotate(double[] p) {
        double[] vectors = eigen.vectors();
        for (int k = 0; k < n; k++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += vectors[k * n + i] * (scales[i] * p[i]);
            }
            rotated[k] = sum;
        }
    }

    /** {@code result = Q rotated}, not scaled. */
    private void rotateBack(double[] result) {
        double[] vectors = eigen.vectors();
        Arrays.fill(result, 0);
        for (int k = 0; k < n; k++) {
            double factor = rotated[k];
            for (int i = 0; i < n; i++) {
                result[i] += vectors[k * n + i] * factor;
            }
        }
    }

    @Override
    public void velocity(double[] p, double[] velocity) {
        rotate(p);
        for (int k = 0; k < n; k++) {
            rotated[k] /= soft[k];
        }
        rotateBack(velocity);
        for (int i = 0; i < n; i++) {
            velocity[i] *= scales[i];
        }
    }

    @Override
    public void drawMomentum(UniformRandomProvider random, double[] momentum) {
        for (int k = 0; k < n; k++) {
            rotated[k] = Math.sqrt(soft[k]) * StandardNormal.draw(random);
        }
        rotateBack(momentum);
        for (int i = 0; i < n; i++) {
            momentum[i] /= scales[i];
        }
    }

    @Override
    public void drawDisplacement(UniformRandomProvider random, double[] displacement) {
        for (int k = 0; k < n; k++) {
            rotated[k] = StandardNormal.draw(random) / Math.sqrt(soft[k]);
        }
        rotateBack(displacement);
        for (int i = 0; i < n; i++) {
            displacement[i] *= scales[i];
        }
    }

    @Override
    public void momentum(double[] velocity, double[] momentum) {
        double[] vectors = eigen.vectors();
        for (int k = 0; k < n; k++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += vectors[k * n + i] * (velocity[i] / scales[i]);
            }
            rotated[k] = soft[k] * sum;
        }
        rotateBack(momentum);
        for (int i = 0; i < n; i++) {
            momentum[i] /= scales[i];
        }
    }

    @Override
    public double squaredLength(double[] d) {
        double[] vectors = eigen.vectors();
        double squares = 0;
        for (int k = 0; k < n; k++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += vectors[k * n + i] * (d[i] / scales[i]);
            }
            squares += soft[k] * sum * sum;
        }
        return squares;
    }

    @Override
    public double squaredMomentum(double[] p) {
        rotate(p);
        double squares = 0;
        for (int k = 0; k < n; k++) {
            squares += rotated[k] * rotated[k] / soft[k];
        }
        return squares;
    }

    @Override
    public void slope(double[] p, double[] slope) {
        bindMomentum(p, 0.5);
        for (int k = 0; k < n; k++) {
            inner[k * n + k] -= 0.5 * slopes[k] / soft[k];
        }
        traceInner(slope);
        subtractGradient(slope);
    }

    @Override
    public void kineticSlope(double[] p, double[] slope) {
        bindMomentum(p, 0.5);
        traceInner(slope);
    }

    /** {@code inner = factor D J D}. */
    private void bindMomentum(double[] p, double factor) {
        rotate(p);
        for (int k = 0; k < n; k++) {
            rotated[k] /= soft[k];
        }
        double[] values = eigen.values();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double difference = i == j ? slopes[i] : softAbs.dividedDifference(values[i], values[j]);
                double element = factor * rotated[i] * difference * rotated[j];
                inner[i * n + j] = element;
                inner[j * n + i] = element;
            }
        }
    }

    /** The gradient of {@code tr(S Q inner Q' S H)}. */
    private void traceInner(double[] slope) {
        terms.decompose(inner);
        double[] vectors = eigen.vectors();
        int count = terms.count();
        for (int term = 0; term < count; term++) {
            int row = term * n;
            for (int i = 0; i < n; i++) {
                directions[row + i] = 0;
            }
            for (int k = 0; k < n; k++) {
                double factor = terms.vectors()[row + k];
                for (int i = 0; i < n; i++) {
                    directions[row + i] += factor * vectors[k * n + i];
                }
            }
            scaleRow(row);
        }
        density.traceGradient(position, directions, terms.weights(), count, slope);
    }

    private void scaleRow(int row) {
        for (int i = 0; i < n; i++) {
            directions[row + i] *= scales[i];
        }
    }

    @Override
    public void potentialSlope(double[] slope) {
        System.arraycopy(eigen.vectors(), 0, directions, 0, n * n);
        for (int k = 0; k < n; k++) {
            weights[k] = -0.5 * slopes[k] / soft[k];
            scaleRow(k * n);
        }
        density.traceGradient(position, directions, weights, n, slope);
        subtractGradient(slope);
    }

    private void subtractGradient(double[] slope) {
        for (int i = 0; i < n; i++) {
            slope[i] -= gradient[i];
        }
    }
}
