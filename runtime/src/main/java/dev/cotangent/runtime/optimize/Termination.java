package dev.cotangent.runtime.optimize;

/** Why an optimisation ended. */
public enum Termination {
    OBJECTIVE("the log density changes by less than the tolerance", true),
    RELATIVE_OBJECTIVE("the log density changes by less than the relative tolerance", true),
    GRADIENT("the gradient's norm is below the tolerance", true),
    RELATIVE_GRADIENT("the gradient's relative size is below the tolerance", true),
    PARAMETERS("the parameters move by less than the tolerance", true),
    MAX_ITERATIONS("the limit of iterations was reached", false),
    LINE_SEARCH("no step along the gradient raises the log density", false),
    UNBOUNDED("the log density grows without limit", false),
    CANCELLED("it was stopped", false);

    private final String text;
    private final boolean converged;

    Termination(String text, boolean converged) {
        this.text = text;
        this.converged = converged;
    }

    /** The reason as half a sentence. */
    public String text() {
        return text;
    }

    /** True if a mode was found, as far as the tolerances can tell. */
    public boolean isConverged() {
        return converged;
    }
}
