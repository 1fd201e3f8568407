package dev.cotangent.runtime.run;

/** How a chain or a run ended. */
public enum RunStatus {
    COMPLETE,
    /** Stopped on request, at a deadline, or because another chain failed; the draws so far are valid. */
    CANCELLED,
    /** Stopped by an error. */
    FAILED
}
