package dev.cotangent.runtime.federated;

/** Nothing is left to draw from, or a surrogate that the method needs cannot be had; the message is for users. */
public final class NoShardsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoShardsException(String message) {
        super(message);
    }

    public NoShardsException(String message, Throwable cause) {
        super(message, cause);
    }
}
