package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.source.Span;

/** A program that can't be evaluated from some of its rows, because of what it computes from all of them. */
public final class NotByRowsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param span the statement
     * @param reason why not
     */
    public NotByRowsException(Span span, String reason) {
        super(span.location() + ": " + reason);
    }
}
