package dev.cotangent.runtime.run;

/**
 * What a run has to do with the world around it; it decides no draw.
 *
 * @param observer is told how the run goes
 * @param cancellation stops it
 * @param checkpoints keep its state, and may hold a state to go on from
 */
public record RunControl(RunObserver observer, Cancellation cancellation, CheckpointStore checkpoints) {

    /** Control without checkpoints. */
    public static RunControl of(RunObserver observer, Cancellation cancellation) {
        return new RunControl(observer, cancellation, CheckpointStore.NONE);
    }
}
