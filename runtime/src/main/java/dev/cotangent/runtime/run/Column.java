package dev.cotangent.runtime.run;

/**
 * A column of draws.
 *
 * @param name name as in output files: {@code lp__}, {@code theta.1}
 * @param role whether the sampler or the model gives its values
 * @param integer true if its values are integers
 */
public record Column(String name, Role role, boolean integer) {

    /** Who gives the values of a column. */
    public enum Role {
        /** A figure of the sampler. */
        STATISTIC,
        /** An element of a variable of the model. */
        VARIABLE
    }
}
