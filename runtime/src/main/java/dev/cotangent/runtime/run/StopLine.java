package dev.cotangent.runtime.run;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far chains go when one of them has failed: through the iteration in which it did. So of several chains that would fail,
 * the same is the first, whichever thread was faster.
 */
final class StopLine {

    private final AtomicInteger line = new AtomicInteger(Integer.MAX_VALUE);

    /** A chain has failed in an iteration, counted from 0 with warmup. */
    void failed(int iteration) {
        line.accumulateAndGet(iteration, Math::min);
    }

    /** All chains have to stop where they are. */
    void stopAll() {
        failed(-1);
    }

    /** True if there is a line. */
    boolean isDrawn() {
        return line.get() != Integer.MAX_VALUE;
    }

    /** True if a chain that has done so many iterations has to stop. */
    boolean isPassed(int iterations) {
        return iterations > line.get();
    }
}
