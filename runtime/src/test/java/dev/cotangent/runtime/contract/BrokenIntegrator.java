package dev.cotangent.runtime.contract;

import dev.cotangent.runtime.dynamics.Hamiltonian;
import dev.cotangent.runtime.dynamics.Integrator;
import dev.cotangent.runtime.dynamics.PhasePoint;

/** The leapfrog with a unit metric, and with one bug. */
record BrokenIntegrator(Bug bug) implements Integrator {

    enum Bug {
        NONE,
        /** A whole kick before the drift and none behind: preserves volume, but is not reversible and of first order. */
        KICKS_ONCE,
        /** The second half kick uses the gradient at the start. */
        KICKS_WITH_AN_OLD_GRADIENT,
        /** Loses a thousandth of the momentum. */
        HAS_FRICTION,
        /** Drifts by 1.02 of the step: reversible and preserves volume, but its error does not vanish. */
        DRIFTS_TOO_FAR,
        /** Ignores the direction of time in the drift. */
        DRIFTS_FORWARD_ONLY
    }

    @Override
    public int step(Hamiltonian hamiltonian, PhasePoint from, PhasePoint to, double stepSize) {
        double firstKick = bug == Bug.KICKS_ONCE ? stepSize : stepSize / 2;
        double drift = switch (bug) {
            case DRIFTS_TOO_FAR -> 1.02 * stepSize;
            case DRIFTS_FORWARD_ONLY -> Math.abs(stepSize);
            default -> stepSize;
        };
        int n = from.position().length;
        double[] position = new double[n];
        double[] momentum = new double[n];
        double[] oldGradient = from.gradient().clone();
        for (int i = 0; i < n; i++) {
            momentum[i] = from.momentum()[i] + firstKick * from.gradient()[i];
            position[i] = from.position()[i] + drift * momentum[i];
        }
        double[] gradient = new double[n];
        to.placeAt(position, hamiltonian.target().gradient(position, gradient), gradient);
        double[] last = bug == Bug.KICKS_WITH_AN_OLD_GRADIENT ? oldGradient : gradient;
        for (int i = 0; i < n; i++) {
            momentum[i] += (stepSize - firstKick) * last[i];
            to.momentum()[i] = bug == Bug.HAS_FRICTION ? 0.999 * momentum[i] : momentum[i];
        }
        hamiltonian.updateKinetic(to);
        return 1;
    }
}
