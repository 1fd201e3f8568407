package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.model.LogDensity;

/** The dynamics that trajectories follow: a Hamiltonian, an integrator and a step size. Mutable; belongs to one kernel. */
public final class Flow {

    private final Integrator integrator;
    private Hamiltonian hamiltonian;
    private double nominalStepSize;
    private double stepSize;

    /**
     * A flow.
     *
     * @param stepSize step size to start with, positive
     */
    public Flow(Hamiltonian hamiltonian, Integrator integrator, double stepSize) {
        this.hamiltonian = hamiltonian;
        this.integrator = integrator;
        this.nominalStepSize = stepSize;
        this.stepSize = stepSize;
    }

    /** The flow of the leapfrog integrator. */
    public static Flow leapfrog(LogDensity target, Metric metric, double stepSize) {
        return new Flow(new Hamiltonian(target, metric), new Leapfrog(), stepSize);
    }

    public Hamiltonian hamiltonian() {
        return hamiltonian;
    }

    public void setMetric(Metric metric) {
        hamiltonian = new Hamiltonian(hamiltonian.target(), metric);
    }

    /** The step size as adapted. */
    public double nominalStepSize() {
        return nominalStepSize;
    }

    /** The step size of the present trajectory: the nominal one, perhaps jittered. */
    public double stepSize() {
        return stepSize;
    }

    /** Sets the nominal step size and, until it is jittered, that of trajectories. */
    public void setStepSize(double size) {
        nominalStepSize = size;
        stepSize = size;
    }

    /** Sets the step size of the present trajectory to a multiple of the nominal one. */
    public void scaleStepSize(double factor) {
        stepSize = nominalStepSize * factor;
    }

    /**
     * Takes one step of the integrator, as {@link Integrator#step}.
     *
     * @param step signed length of the step in time, not necessarily the step size
     * @return number of gradients evaluated
     */
    public int advance(PhasePoint from, PhasePoint to, double step) {
        return integrator.step(hamiltonian, from, to, step);
    }
}
