package dev.cotangent.runtime.dynamics;

/**
 * A point of phase space with everything that is known there. Mutable scratch of one kernel, which identity tells apart.
 *
 * <p>All arrays have shape [n] and are handed out themselves, not copied.
 */
public final class PhasePoint {

    final double[] position;
    final double[] momentum;
    final double[] velocity;
    final double[] gradient;
    double logDensity;
    double energy;

    public PhasePoint(int dimension) {
        position = new double[dimension];
        momentum = new double[dimension];
        velocity = new double[dimension];
        gradient = new double[dimension];
    }

    public double[] position() {
        return position;
    }

    public double[] momentum() {
        return momentum;
    }

    /** Velocity {@code M⁻¹ p}. */
    public double[] velocity() {
        return velocity;
    }

    /** Gradient of the log density; unspecified where the energy is infinite. */
    public double[] gradient() {
        return gradient;
    }

    public double logDensity() {
        return logDensity;
    }

    /** The Hamiltonian in nats; {@code +infinity} where it is not finite. */
    public double energy() {
        return energy;
    }

    /** Takes a position that is evaluated already; momentum, velocity and energy are left as they are. */
    public void placeAt(double[] newPosition, double newLogDensity, double[] newGradient) {
        System.arraycopy(newPosition, 0, position, 0, position.length);
        System.arraycopy(newGradient, 0, gradient, 0, gradient.length);
        logDensity = newLogDensity;
    }

    /** Takes everything from another point of the same dimension. */
    public void copyFrom(PhasePoint other) {
        System.arraycopy(other.position, 0, position, 0, position.length);
        System.arraycopy(other.momentum, 0, momentum, 0, momentum.length);
        System.arraycopy(other.velocity, 0, velocity, 0, velocity.length);
        System.arraycopy(other.gradient, 0, gradient, 0, gradient.length);
        logDensity = other.logDensity;
        energy = other.energy;
    }
}
