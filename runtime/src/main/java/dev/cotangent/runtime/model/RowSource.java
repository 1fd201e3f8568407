package dev.cotangent.runtime.model;

import java.util.List;

/**
 * Where the rows of a plate come from, so that they need not be in the heap. Immutable while a model uses it, and safe to
 * share between threads: each opens a {@link Reader} of its own.
 */
public interface RowSource {

    /** Number of rows. */
    int rows();

    /**
     * Tells if there are values of a variable, so that it need not be among the other data.
     *
     * @param name a variable of the model's data block
     */
    boolean has(String name);

    /**
     * Prepares to read values of some variables.
     *
     * @param variables what to read, in the order of the windows
     * @throws DataException if a variable is missing, or has another number of values a row
     */
    Reader open(List<RowVariable> variables);

    /** Reads rows into windows. Belongs to one thread. */
    interface Reader {

        /**
         * Reads chosen rows.
         *
         * @param rows numbers of rows, from 0; they may repeat and come in any order
         * @param count how many of {@code rows} there are, from the first
         * @param windows an array a variable, in the order in which they were asked for, of length {@code count * width} at
         *     least: the values of the k-th chosen row go to {@code k * width, ..., k * width + width - 1}, in the order of
         *     {@link RowVariable#columnNames()}. Integers are given as reals.
         * @throws DataException if a value cannot be read or is not an integer where one is declared
         */
        void read(int[] rows, int count, double[][] windows);

        /**
         * Reads a range of rows, as {@link #read(int[], int, double[][])} of {@code from, ..., to - 1}.
         *
         * @param from first row, from 0
         * @param to one more than the last row
         */
        void read(int from, int to, double[][] windows);
    }
}
