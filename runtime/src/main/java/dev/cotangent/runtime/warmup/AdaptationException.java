package dev.cotangent.runtime.warmup;

/** Warmup could not find a step size or a metric; the message tells users why. */
public final class AdaptationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AdaptationException(String message) {
        super(message);
    }

    AdaptationException(String message, Throwable cause) {
        super(message, cause);
    }
}
