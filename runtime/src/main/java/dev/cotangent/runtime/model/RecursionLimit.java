package dev.cotangent.runtime.model;

import java.util.Arrays;

/**
 * How deep functions of a model may call one another. A function with hundreds of variables can exhaust the stack of a
 * Java thread before: that is the same failure.
 */
public final class RecursionLimit {

    /** Calls in progress at once. */
    public static final int MAX_DEPTH = 1000;

    private RecursionLimit() {}

    /**
     * The failure of a call that would go deeper.
     *
     * @param location {@code file:line:column} of the call
     */
    public static ModelFailure exceeded(String location) {
        return new ModelFailure(
                ModelFailure.Kind.LIMIT, location, "functions call one another more than " + MAX_DEPTH + " deep");
    }

    /** The failure of a call of generated code that found no room on the stack; its location has no column. */
    static ModelFailure exceeded(Class<?> generated, StackOverflowError error) {
        String location = Arrays.stream(error.getStackTrace())
                .filter(frame -> frame.getClassName().equals(generated.getName()))
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst()
                .orElse("");
        return new ModelFailure(
                ModelFailure.Kind.LIMIT, location, "functions call one another deeper than the thread's stack allows");
    }
}
