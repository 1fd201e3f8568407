package dev.cotangent.runtime.warmup;

import dev.cotangent.runtime.kernel.ChainState;
import dev.cotangent.runtime.kernel.TunableKernel;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Finds a step size of the right order: doubles or halves until the acceptance probability of one step crosses 0.8. As in
 * Stan, every trial has a fresh momentum.
 */
final class StepSizeSearch {

    private static final double MAX_STEP_SIZE = 1e7;
    private static final double LOG_TARGET = StrictMath.log(0.8);

    private StepSizeSearch() {}

    /**
     * Sets the kernel's step size.
     *
     * @throws AdaptationException if no step size is small or large enough
     */
    static void run(TunableKernel kernel, ChainState state, UniformRandomProvider random) {
        boolean growing = kernel.energyGain(state, random) > LOG_TARGET;
        while (hasNotCrossed(kernel.energyGain(state, random), growing)) {
            kernel.setStepSize(kernel.stepSize() * (growing ? 2 : 0.5));
            check(kernel.stepSize());
        }
    }

    private static boolean hasNotCrossed(double gain, boolean growing) {
        return growing ? gain > LOG_TARGET : gain < LOG_TARGET;
    }

    private static void check(double stepSize) {
        if (stepSize > MAX_STEP_SIZE) {
            throw new AdaptationException("a step of " + MAX_STEP_SIZE
                    + " is still accepted: the posterior seems to be improper; do all parameters have a prior?");
        }
        if (stepSize < Double.MIN_NORMAL) {
            throw new AdaptationException(
                    "no step is small enough to be accepted: the log density seems not to be continuous here");
        }
    }
}
