package dev.cotangent.runtime.model;

import java.util.Arrays;

/**
 * Arrays that hold the data of some rows of a compiled program. Row r of N has the elements {@code (o N + r) stride + c}, for c
 * below the stride and o below {@code width / stride}; in a window of n rows n stands for N.
 */
abstract class RowWindows {

    /** Values that windows hold, about: enough to make little of what a window costs, and to stay in a cache. */
    private static final int VALUES = 1 << 15;

    private static final int LEAST_ROWS = 64;
    private static final int MOST_ROWS = 2048;

    private final int[][] shapes;
    private final Object[] windows;
    private final int[] numbers;

    /**
     * Makes windows.
     *
     * @param integer for each variable if its elements are integers
     */
    RowWindows(int[][] shapes, boolean[] integer) {
        this.shapes = shapes;
        int width = Arrays.stream(shapes).mapToInt(shape -> shape[1]).sum();
        int length = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, VALUES / Math.max(1, width)));
        numbers = new int[length];
        windows = new Object[shapes.length];
        for (int v = 0; v < shapes.length; v++) {
            int size = Math.multiplyExact(length, shapes[v][1]);
            windows[v] = integer[v] ? new int[size] : new double[size];
        }
    }

    /** Number of rows that there are. */
    abstract int rows();

    /** Fills the windows with the rows of {@link #numbers()}. */
    abstract void gather(int length);

    /** Fills the windows with consecutive rows. */
    abstract void copy(int first, int length);

    /** Number of rows that fit. */
    final int capacity() {
        return numbers.length;
    }

    /** The arrays. */
    final Object[] windows() {
        return windows;
    }

    /** Numbers of the rows in the windows, from 0. */
    final int[] numbers() {
        return numbers;
    }

    final int variables() {
        return shapes.length;
    }

    final int stride(int v) {
        return shapes[v][0];
    }

    final int width(int v) {
        return shapes[v][1];
    }

    /** Number of pieces that a row of a variable lies in. */
    final int pieces(int v) {
        return shapes[v][1] == 0 ? 0 : shapes[v][1] / shapes[v][0];
    }
}
