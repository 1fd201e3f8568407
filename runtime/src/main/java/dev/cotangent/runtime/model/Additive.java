package dev.cotangent.runtime.model;

/**
 * A log density that is a sum over exchangeable rows of data: {@code rest(q) + sum over rows r of term_r(q)}. The terms of
 * chosen rows cost as much as there are of them, however many rows there are in all.
 *
 * <p>The inherited {@link #value} and {@link #gradient} are those of all rows. They are sums in the fixed order of rows, so
 * they may differ in the last bits from the same model's {@link Model#newLogDensity()}.
 *
 * <p>What every term needs and what depends on all rows (a mean of a column, the number of rows as a number) was computed
 * once, when data were bound: a term does not depend on which other rows are chosen. {@link Plate#wholes()} lists it.
 *
 * <p>Allocates nothing once its scratch memory has grown to the largest batch. Belongs to one thread.
 */
public interface Additive extends LogDensity {

    /** Number of rows, N. */
    int rows();

    /**
     * Evaluates what no row contributes: priors, Jacobians of constraining transforms, likelihoods of other data.
     *
     * @param q position, shape [dimension]; not modified
     * @param gradient overwritten with its gradient, shape [dimension]; unspecified where the value is not finite
     * @return the log density without the terms of rows; {@code -infinity} where there is no mass or the model rejects
     * @throws ModelFailure as {@link LogDensity#value}
     */
    double rest(double[] q, double[] gradient);

    /**
     * Evaluates the terms of chosen rows: not scaled by {@code N / count}, not averaged. Rows may repeat and come in any
     * order; the terms are added in that order.
     *
     * @param q position, shape [dimension]; not modified
     * @param rows numbers of rows, from 0 to N - 1; not modified
     * @param count how many of {@code rows} there are, from the first; 0 gives a sum of 0
     * @param gradient overwritten with the sum's gradient, shape [dimension]; unspecified where the value is not finite
     * @return the sum of the terms; {@code -infinity} where one of the rows has no mass or the model rejects
     * @throws ModelFailure as {@link LogDensity#value}
     * @throws DataException if a row, as it is read, does not fit its declaration
     */
    double sum(double[] q, int[] rows, int count, double[] gradient);

    /**
     * Evaluates the terms of a range of rows, as {@link #sum(double[], int[], int, double[])} of {@code from, ..., to - 1},
     * in windows of a fixed number of rows: memory does not grow with the range.
     *
     * @param from first row, from 0
     * @param to one more than the last row, N at most
     */
    double sum(double[] q, int from, int to, double[] gradient);
}
