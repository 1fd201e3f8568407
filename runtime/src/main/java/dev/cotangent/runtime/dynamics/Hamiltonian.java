package dev.cotangent.runtime.dynamics;

import dev.cotangent.runtime.model.LogDensity;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The energy {@code H(q, p) = -log pi(q) + p' M⁻¹ p / 2}, in nats. The constant {@code log det M / 2} is left out, as M
 * does not depend on q.
 *
 * @param target log density pi, which owns scratch: the Hamiltonian belongs to its thread
 * @param metric mass matrix M
 */
public record Hamiltonian(LogDensity target, Metric metric) {

    public Hamiltonian {
        if (target.dimension() != metric.dimension()) {
            throw new IllegalArgumentException(
                    "the metric must have dimension " + target.dimension() + ", but has " + metric.dimension());
        }
    }

    /** Draws a fresh momentum at a point and sets its velocity and energy. */
    public void refreshMomentum(PhasePoint point, UniformRandomProvider random) {
        metric.drawMomentum(random, point.momentum);
        updateKinetic(point);
    }

    /** Sets log density and gradient from the position. */
    void updatePotential(PhasePoint point) {
        point.logDensity = target.gradient(point.position, point.gradient);
    }

    /** Sets velocity and energy from the momentum and the log density. */
    public void updateKinetic(PhasePoint point) {
        metric.velocity(point.momentum, point.velocity);
        double energy = 0.5 * DotProduct.of(point.momentum, point.velocity) - point.logDensity;
        // an infinite density is as much a defect as a NaN: neither may look like a low energy
        boolean finite = Double.isFinite(energy);
        point.energy = finite ? energy : Double.POSITIVE_INFINITY;
    }
}
