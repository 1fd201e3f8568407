package dev.cotangent.runtime.run;

/** A sampler on batches of rows was asked for a model that is no sum over rows; the message is for users. */
public final class NotByRowsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotByRowsException(String message) {
        super(message);
    }
}
