package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.source.Span;

/** Why a log density is no sum over the rows of a size: found by an analysis that ends with it. */
final class Coupled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    /**
     * Creates a reason.
     *
     * @param span the statement
     * @param message what couples rows, with words for people
     */
    Coupled(Span span, String message) {
        super(message, null, false, false);
        this.span = span;
    }

    Span span() {
        return span;
    }
}
