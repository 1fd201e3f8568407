package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.source.Span;

/** Language that the compiler accepts but can't lower yet. */
public final class Unsupported extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;

    public Unsupported(Span span, String what) {
        super(what + " is not supported yet");
        this.span = span;
    }

    public Span span() {
        return span;
    }
}
