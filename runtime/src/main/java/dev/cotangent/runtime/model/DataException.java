package dev.cotangent.runtime.model;

/** Data that do not fit the model: a variable is missing, or has the wrong type, shape or value. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
