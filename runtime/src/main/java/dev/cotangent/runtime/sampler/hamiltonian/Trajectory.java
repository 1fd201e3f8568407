package dev.cotangent.runtime.sampler.hamiltonian;

import dev.cotangent.runtime.dynamics.Flow;
import dev.cotangent.runtime.dynamics.PhasePoint;
import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.kernel.StepInfo;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * From one phase point to the next: which states of the dynamics are visited, and which of them is selected. Leaves the
 * density {@code exp(-H)} over phase space invariant. Owns its scratch memory; belongs to one kernel.
 */
public interface Trajectory {

    /** The figures that {@link #follow} reports, in the order of their columns. */
    List<Statistic> statistics();

    /**
     * Visits states and selects one.
     *
     * @param start where to start, its momentum fresh; not modified
     * @param info gets the figures, but for the step size
     * @return the selected state, valid until the next call; may be {@code start}
     */
    PhasePoint follow(Flow flow, PhasePoint start, UniformRandomProvider random, StepInfo info);
}
