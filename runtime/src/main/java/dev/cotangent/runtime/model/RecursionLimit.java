package dev.cotangent.runtime.model;

/** How deep functions of a model may call one another: a limit that does not depend on the size of the Java stack. */
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
}
