package dev.cotangent.runtime.dynamics;

/**
 * A numerical flow of Hamilton's equations. Exact samplers need one that preserves volume and is time-reversible: a step
 * of {@code -t} undoes a step of {@code t}. Stateless, or owned by one kernel.
 */
public interface Integrator {

    /**
     * Takes one step.
     *
     * @param from where to start, with velocity and gradient; not modified, unless it is {@code to}
     * @param to overwritten with where the step ends; its energy is {@code +infinity} if the log density there is not
     *     finite, and then its momentum, velocity and gradient are unspecified
     * @param stepSize signed: a negative step goes backward in time
     * @return number of gradients evaluated
     */
    int step(Hamiltonian hamiltonian, PhasePoint from, PhasePoint to, double stepSize);
}
