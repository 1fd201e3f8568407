package dev.cotangent.runtime.kernel;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A Markov transition that leaves the target distribution invariant, or nearly so where the sampler says that it is approximate.
 *
 * <p>A kernel owns its scratch memory and belongs to one thread; all randomness is passed in. Steps allocate nothing once
 * scratch memory has grown to size. What it saves is all that its later steps depend on, apart from the chain's state and
 * streams; a kernel that wraps another saves that, too.
 */
public interface Kernel extends Checkpointed {

    /** The figures that describe a step, in the order of their columns. */
    List<Statistic> statistics();

    /**
     * Makes a position the current state, evaluating what steps reuse.
     *
     * @param position shape [n]; not modified
     */
    void init(double[] position, ChainState state);

    /**
     * Moves the chain by one transition.
     *
     * @param state the current state; replaced by the next
     * @param info overwritten with what happened
     */
    void step(ChainState state, UniformRandomProvider random, StepInfo info);

    /** What users should know of the steps so far and no figure says, a sentence each; empty for most kernels. */
    default List<String> remarks() {
        return List.of();
    }
}
