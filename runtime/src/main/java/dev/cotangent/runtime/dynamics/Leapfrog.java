package dev.cotangent.runtime.dynamics;

/**
 * The leapfrog integrator: half a step of momentum, a step of position, half a step of momentum.
 *
 * <p>Symplectic and time-reversible; the energy error of a trajectory is of second order in the step size. See R. Neal
 * (2011), MCMC using Hamiltonian dynamics, Handbook of Markov Chain Monte Carlo, chapter 5.
 */
public final class Leapfrog {

    private Leapfrog() {}

    /**
     * Moves a point by one step, at the cost of one gradient.
     *
     * @param point moved in place; its energy is {@code +infinity} if the new log density is not finite, and then its
     *     momentum, velocity and gradient are unspecified
     * @param stepSize signed: a negative step goes backward in time
     */
    public static void step(Hamiltonian hamiltonian, PhasePoint point, double stepSize) {
        kick(point, 0.5 * stepSize);
        hamiltonian.metric().velocity(point.momentum, point.velocity);
        drift(point, stepSize);
        hamiltonian.updatePotential(point);
        if (!Double.isFinite(point.logDensity)) {
            point.energy = Double.POSITIVE_INFINITY;
            return;
        }
        kick(point, 0.5 * stepSize);
        hamiltonian.updateKinetic(point);
    }

    private static void kick(PhasePoint point, double time) {
        double[] momentum = point.momentum;
        double[] gradient = point.gradient;
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] += time * gradient[i];
        }
    }

    private static void drift(PhasePoint point, double time) {
        double[] position = point.position;
        double[] velocity = point.velocity;
        for (int i = 0; i < position.length; i++) {
            position[i] += time * velocity[i];
        }
    }
}
