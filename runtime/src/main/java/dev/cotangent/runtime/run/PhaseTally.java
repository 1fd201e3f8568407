package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.StepInfo;
import java.time.Duration;

/** Adds up what the steps of a phase did. */
final class PhaseTally {

    private final int depthLimit;
    private final long start = System.nanoTime();
    private int iterations;
    private int divergences;
    private int depthLimits;
    private long leapfrogs;

    /** A tally that counts trajectories of so many doublings as cut. */
    PhaseTally(int depthLimit) {
        this.depthLimit = depthLimit;
    }

    void add(StepInfo info) {
        iterations++;
        divergences += info.isDivergent() ? 1 : 0;
        depthLimits += info.treeDepth() >= depthLimit ? 1 : 0;
        leapfrogs += info.numIntegrationSteps();
    }

    int iterations() {
        return iterations;
    }

    int divergences() {
        return divergences;
    }

    long leapfrogs() {
        return leapfrogs;
    }

    ChainReport.PhaseReport report() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new ChainReport.PhaseReport(iterations, divergences, depthLimits, leapfrogs, elapsed);
    }
}
