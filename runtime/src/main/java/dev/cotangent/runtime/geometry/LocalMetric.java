package dev.cotangent.runtime.geometry;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A mass matrix G(q) that depends on the position, and the Hamiltonian {@code H(q, p) = phi(q) + tau(q, p)} that it makes:
 * {@code phi = -log pi + log det G / 2} and {@code tau = p' G⁻¹ p / 2}, so that p given q is normal with covariance G.
 *
 * <p>It is at one position at a time: everything is about the one of the latest {@link #moveTo}. Owns scratch memory, so it
 * belongs to one thread; allocates nothing. Arguments have shape [n] and are not modified unless that is said.
 *
 * @see <a href="https://doi.org/10.1111/j.1467-9868.2010.00765.x">Girolami and Calderhead (2011), Riemann manifold Langevin
 *     and Hamiltonian Monte Carlo methods</a>
 */
public interface LocalMetric {

    int dimension();

    /**
     * Evaluates log density, gradient and metric at a position.
     *
     * @return false if the log density is not finite there, or the metric is not positive definite; nothing else may be asked
     *     then
     */
    boolean moveTo(double[] q);

    double logDensity();

    /** Gradient of the log density, shape [n]; the array itself, valid until the next move. */
    double[] gradient();

    /** {@code log det G / 2}, up to a constant that does not depend on the position. */
    double halfLogDeterminant();

    /** {@code phi}. */
    default double potential() {
        return halfLogDeterminant() - logDensity();
    }

    /** Overwrites {@code velocity} with {@code G⁻¹ p}, which is dH/dp. */
    void velocity(double[] p, double[] velocity);

    /** Overwrites {@code momentum} with {@code G v}. */
    void momentum(double[] velocity, double[] momentum);

    /** Overwrites {@code momentum} with a draw of {@code normal(0, G)}. */
    void drawMomentum(UniformRandomProvider random, double[] momentum);

    /** Overwrites {@code displacement} with a draw of {@code normal(0, G⁻¹)}. */
    void drawDisplacement(UniformRandomProvider random, double[] displacement);

    /** {@code d' G d}. */
    double squaredLength(double[] d);

    /** {@code p' G⁻¹ p}. */
    double squaredMomentum(double[] p);

    /** Overwrites {@code slope} with {@code dH/dq}. */
    void slope(double[] p, double[] slope);

    /** Overwrites {@code slope} with {@code dphi/dq}. */
    void potentialSlope(double[] slope);

    /** Overwrites {@code slope} with {@code dtau/dq}. */
    void kineticSlope(double[] p, double[] slope);

    /** Sets the typical sizes of the coordinates, positive; those that are of no concern to a metric are ignored. */
    void setScales(double[] scales);
}
