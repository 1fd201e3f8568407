package dev.cotangent.runtime.run;

/** A name selects no variable; the message tells users which there are. */
public final class UnknownVariableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownVariableException(String message) {
        super(message);
    }
}
