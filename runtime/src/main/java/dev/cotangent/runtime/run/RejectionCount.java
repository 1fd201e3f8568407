package dev.cotangent.runtime.run;

/**
 * How often a statement of the model refused a point.
 *
 * @param location {@code file:line:column} of the statement; empty if the model does not tell
 * @param message the first message it gave
 * @param count how many points it refused
 */
public record RejectionCount(String location, String message, long count) {

    @Override
    public String toString() {
        return count + " x " + (location.isEmpty() ? "" : location + ": ") + message;
    }
}
