package dev.cotangent.runtime.geometry;

/** A symmetric matrix that depends on the position, beside a log density. */
interface MatrixField {

    int dimension();

    /**
     * Evaluates log density, gradient and matrix.
     *
     * @param matrix overwritten, shape [n][n] row by row in one array
     */
    double evaluate(double[] q, double[] gradient, double[] matrix);

    /** Overwrites {@code result} with the gradient of {@code sum over k of weights[k] u_k' G(q) u_k}. */
    void traceGradient(double[] q, double[] vectors, double[] weights, int count, double[] result);
}
