package dev.cotangent.runtime.run;

import dev.cotangent.runtime.kernel.Checkpointed;
import dev.cotangent.runtime.kernel.StepInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** Adds up what the steps of a phase did. */
final class PhaseTally implements Checkpointed {

    private final int depthLimit;
    private int iterations;
    private int divergences;
    private int depthLimits;
    private long leapfrogs;
    /** Time from the first iteration to the latest, without what lay between a checkpoint and going on from it. */
    private long elapsedNanos;

    private boolean begun;
    private long clock;

    /** A tally that counts trajectories of so many doublings as cut. */
    PhaseTally(int depthLimit) {
        this.depthLimit = depthLimit;
    }

    /** An iteration begins. */
    void begin() {
        if (!begun) {
            begun = true;
            clock = System.nanoTime();
        }
    }

    void add(StepInfo info) {
        iterations++;
        divergences += info.isDivergent() ? 1 : 0;
        depthLimits += info.treeDepth() >= depthLimit ? 1 : 0;
        leapfrogs += info.numIntegrationSteps();
        long now = System.nanoTime();
        elapsedNanos += now - clock;
        clock = now;
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
        return new ChainReport.PhaseReport(
                iterations, divergences, depthLimits, leapfrogs, Duration.ofNanos(elapsedNanos));
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(iterations);
        out.writeInt(divergences);
        out.writeInt(depthLimits);
        out.writeLong(leapfrogs);
        out.writeLong(elapsedNanos);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        iterations = in.readInt();
        divergences = in.readInt();
        depthLimits = in.readInt();
        leapfrogs = in.readLong();
        elapsedNanos = in.readLong();
        begun = false;
    }
}
