package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.StepInfo;

/** The plain stride: one step of the integrator. */
public final class SingleStep implements Stride {

    private int gradients;

    @Override
    public void begin() {
        gradients = 0;
    }

    @Override
    public Outcome next(Flow flow, PhasePoint from, PhasePoint to, int direction) {
        gradients += flow.advance(from, to, direction * flow.stepSize());
        return Outcome.ARRIVED;
    }

    @Override
    public void report(StepInfo info) {
        info.setNumIntegrationSteps(gradients);
    }
}
