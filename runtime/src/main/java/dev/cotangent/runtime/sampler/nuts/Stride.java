package dev.cotangent.runtime.sampler.nuts;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.StepInfo;

/**
 * How a trajectory gets from one of its states to the next. The map it makes preserves volume and is time-reversible: where
 * a stride forward from a arrives at b, one backward from b arrives at a. Mutable scratch of one kernel.
 */
public interface Stride {

    /** How a stride ended. */
    enum Outcome {
        /** At a state, which may be one without mass. */
        ARRIVED,
        /** Nowhere, as a stride back would end elsewhere. */
        IRREVERSIBLE,
        /** Nowhere, as the energy cannot be kept. */
        DIVERGENT
    }

    /** Begins a transition. */
    void begin();

    /**
     * Goes on from a state.
     *
     * @param from not modified
     * @param to overwritten with the next state; unspecified if there is none
     * @param direction 1 forward in time, -1 backward
     */
    Outcome next(Flow flow, PhasePoint from, PhasePoint to, int direction);

    /**
     * Reports the strides since {@link #begin}.
     *
     * @param info gets the number of gradients, and what else this kind of stride has to tell
     */
    void report(StepInfo info);
}
