package dev.cotangent.runtime.generate;

/** Draws are not of the parameters of a model, or not precise enough to be; the message says which. */
public final class MismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
        super(message);
    }
}
