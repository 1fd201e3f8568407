package dev.cotangent.runtime.run;

/** Leaves the middle of a transition or a climb when cancellation was requested; never reaches callers of a run. */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("cancelled", null, false, false);
    }
}
