package dev.cotangent.runtime.run;

/** Leaves the middle of a transition when cancellation was requested; never reaches callers of the run. */
final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CancelledException() {
        super("cancelled", null, false, false);
    }
}
