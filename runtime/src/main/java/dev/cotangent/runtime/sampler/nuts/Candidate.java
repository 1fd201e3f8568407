package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.ChainState;

/** A state that may become the next draw. Mutable scratch. */
final class Candidate {

    private final double[] position;
    private final double[] gradient;
    private double logDensity;
    private double energy;

    Candidate(int dimension) {
        position = new double[dimension];
        gradient = new double[dimension];
    }

    void take(PhasePoint point) {
        System.arraycopy(point.position(), 0, position, 0, position.length);
        System.arraycopy(point.gradient(), 0, gradient, 0, gradient.length);
        logDensity = point.logDensity();
        energy = point.energy();
    }

    void moveInto(ChainState state) {
        state.moveTo(position, logDensity, gradient);
    }

    double energy() {
        return energy;
    }
}
