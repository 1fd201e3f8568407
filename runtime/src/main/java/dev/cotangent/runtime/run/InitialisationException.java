package dev.cotangent.runtime.run;

import java.util.List;

/** No starting point with a finite log density and gradient was found; the message tells users why. */
public final class InitialisationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RejectionCount> reasons;

    InitialisationException(String message, List<RejectionCount> reasons) {
        super(message);
        this.reasons = List.copyOf(reasons);
    }

    /** Why points were refused, most frequent first. */
    public List<RejectionCount> reasons() {
        return reasons;
    }
}
