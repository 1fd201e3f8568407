package dev.cotangent.runtime.run;

import java.time.Duration;

/** A request to stop, by call or by deadline; chains look at every gradient and keep the draws they have. */
public final class Cancellation {

    private final boolean hasDeadline;
    private final long deadline;
    private volatile boolean requested;

    private Cancellation(boolean hasDeadline, long deadline) {
        this.hasDeadline = hasDeadline;
        this.deadline = deadline;
    }

    /** One that only {@link #cancel()} triggers. */
    public static Cancellation onRequest() {
        return new Cancellation(false, 0);
    }

    /** One that triggers by itself when so much time from now has passed. */
    public static Cancellation after(Duration limit) {
        return new Cancellation(true, System.nanoTime() + limit.toNanos());
    }

    /** Asks the run to stop; callable from any thread, any number of times. */
    public void cancel() {
        requested = true;
    }

    public boolean isRequested() {
        return requested || hasDeadline && System.nanoTime() - deadline >= 0;
    }
}
