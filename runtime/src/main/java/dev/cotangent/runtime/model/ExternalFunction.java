package dev.cotangent.runtime.model;

/**
 * A Java function that a model calls and knows nothing of but its values: a simulator, a table, another program. It has no
 * derivatives, so that only samplers without gradients can be used with it.
 *
 * <p>It is called from several threads at once, and must give the same result for the same arguments; what it needs to write
 * to should belong to the thread. What it throws becomes a {@link ModelFailure} of kind {@link ModelFailure.Kind#EXTERNAL}
 * at the place of the call, and so does a result that is not a number.
 */
@FunctionalInterface
public interface ExternalFunction {

    /**
     * Computes the result.
     *
     * @param arguments an array for each argument, in the order of the declaration: of a scalar its value, of a vector its
     *     elements, of a matrix its columns one after the other, of an array its elements in the language's order; integers
     *     are doubles too. Owned by the caller, reused between calls, not to be kept or written to
     * @param result overwritten with the elements of the result, of the size that its declaration gives
     * @throws Exception if there is no result
     */
    void call(double[][] arguments, double[] result) throws Exception;
}
