package dev.cotangent.runtime.dynamics;

/**
 * The leapfrog integrator: half a step of momentum, a step of position, half a step of momentum. One gradient a step.
 *
 * <p>Symplectic and time-reversible; the energy error of a trajectory is of second order in the step size. See R. Neal
 * (2011), MCMC using Hamiltonian dynamics, Handbook of Markov Chain Monte Carlo, chapter 5.
 */
public final class Leapfrog implements Integrator {

    @Override
    public int step(Hamiltonian hamiltonian, PhasePoint from, PhasePoint to, double stepSize) {
        addScaled(from.momentum, 0.5 * stepSize, from.gradient, to.momentum);
        hamiltonian.metric().drift(from.position, to.momentum, stepSize, to.position, to.velocity);
        hamiltonian.updatePotential(to);
        if (!Double.isFinite(to.logDensity)) {
            to.energy = Double.POSITIVE_INFINITY;
            return 1;
        }
        addScaled(to.momentum, 0.5 * stepSize, to.gradient, to.momentum);
        hamiltonian.updateKinetic(to);
        return 1;
    }

    private static void addScaled(double[] x, double factor, double[] y, double[] result) {
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] + factor * y[i];
        }
    }
}
