package dev.cotangent.runtime.model;

/**
 * A log density with a Fisher metric: the sum over the statements of the model of {@code J' F J}, with J the derivatives of
 * a statement's arguments in the position, and F the expected information of its distribution in all its arguments, the
 * outcome included. It is positive semidefinite, but for rounding. Allocates nothing once scratch memory has grown to size.
 *
 * <p>Where the value is not finite, whatever else is computed is unspecified.
 */
public interface FisherInformation extends LogDensity {

    /**
     * Evaluates value, gradient and metric.
     *
     * @param q position, shape [n]; not modified
     * @param gradient overwritten, shape [n]
     * @param metric overwritten with G(q), symmetric, shape [n][n] row by row in one array of length n²; it may be singular
     * @return the log density, as {@link #value}
     * @throws ModelFailure as {@link #value}
     */
    double information(double[] q, double[] gradient, double[] metric);

    /**
     * Evaluates the gradient in q of {@code sum over k of weights[k] u_k' G(q) u_k}, for vectors that do not depend on q.
     *
     * @param q position, shape [n]; not modified
     * @param vectors the u_k, shape [count][n] row by row in one array; not modified
     * @param weights shape [count] at least; not modified; vectors of weight 0 cost nothing
     * @param count how many vectors there are
     * @param result overwritten, shape [n]
     * @return the log density, as {@link #value}
     * @throws ModelFailure as {@link #value}
     */
    double informationGradient(double[] q, double[] vectors, double[] weights, int count, double[] result);

    /**
     * A statement that has no Fisher information, so that the model has no Fisher metric.
     *
     * @param location place in the model's source, {@code file:line:column}
     * @param statement its text, shortened
     * @param reason why it has none
     */
    record Gap(String location, String statement, String reason) {}
}
