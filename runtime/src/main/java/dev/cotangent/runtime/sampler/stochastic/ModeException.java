package dev.cotangent.runtime.sampler.stochastic;

/** There is no mode to start from; the message is for users. */
public final class ModeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModeException(String message) {
        super(message);
    }
}
