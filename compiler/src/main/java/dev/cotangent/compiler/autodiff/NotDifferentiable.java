package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.source.Span;

/** A derivative was asked of code that has none: an argument that depends on the parameters, without a rule. */
public final class NotDifferentiable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final String function;

    /**
     * Creates the failure.
     *
     * @param span the statement that calls the function
     * @param function the function's name
     * @param message what was found
     */
    public NotDifferentiable(Span span, String function, String message) {
        super(message);
        this.span = span;
        this.function = function;
    }

    public Span span() {
        return span;
    }

    public String function() {
        return function;
    }
}
