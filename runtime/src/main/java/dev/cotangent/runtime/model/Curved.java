package dev.cotangent.runtime.model;

/**
 * A log density with derivatives of second and third order, by forward mode over the gradient: exact to rounding, and
 * without a tensor of third derivatives. Allocates nothing once scratch memory has grown to size.
 *
 * <p>Where the value is not finite, whatever else is computed is unspecified.
 */
public interface Curved extends LogDensity {

    /**
     * Evaluates value, gradient and Hessian, at the cost of about 2.5 n gradients at most.
     *
     * @param q position, shape [n]; not modified
     * @param gradient overwritten, shape [n]
     * @param hessian overwritten with the second derivatives, symmetric, shape [n][n] row by row in one array of length n²
     * @return the log density, as {@link #value}
     * @throws ModelFailure as {@link #value}
     */
    double hessian(double[] q, double[] gradient, double[] hessian);

    /**
     * Evaluates value, gradient and the product of the Hessian with a vector.
     *
     * @param q position, shape [n]; not modified
     * @param vector shape [n]; not modified
     * @param gradient overwritten, shape [n]
     * @param product overwritten with {@code H vector}, shape [n]
     * @return the log density, as {@link #value}
     * @throws ModelFailure as {@link #value}
     */
    double hessianTimes(double[] q, double[] vector, double[] gradient, double[] product);

    /**
     * Evaluates the gradient of {@code tr(B H(q))}, for a B that does not depend on q, given as {@code B = sum over k of
     * weights[k] u_k u_k'}: the sum of {@code weights[k] D³[u_k, u_k, .]}, one pass a vector.
     *
     * @param q position, shape [n]; not modified
     * @param vectors the u_k, shape [count][n] row by row in one array; not modified
     * @param weights shape [count] at least; not modified; vectors of weight 0 cost nothing
     * @param count how many vectors there are
     * @param result overwritten, shape [n]
     * @return the log density, as {@link #value}
     * @throws ModelFailure as {@link #value}
     */
    double traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result);
}
