package dev.cotangent.runtime.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a model asks for.
 *
 * @param integer true if elements must be integers
 * @param shape sizes, outermost first; empty for a single number
 * @param matrix true if the last two sizes are the rows and columns of a matrix
 */
record Declared(boolean integer, int[] shape, boolean matrix) {

    private static final int[] NONE = {};

    static Declared single(boolean integer) {
        return new Declared(integer, NONE, false);
    }

    /** The declaration in the language's notation: {@code array[4] matrix[3,2]}. */
    String type() {
        int outer = matrix ? shape.length - 2 : shape.length;
        String array = outer == 0 ? "" : "array" + sizes(0, outer) + " ";
        return array + (matrix ? "matrix" + sizes(outer, shape.length) : integer ? "int" : "real");
    }

    private String sizes(int from, int to) {
        return Arrays.stream(shape, from, to).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }

    /** The order of writing turned into storage order: matrices become column-major. */
    double[] toStorageOrder(double[] values) {
        if (!matrix) {
            return values;
        }
        int rows = shape[shape.length - 2];
        int columns = shape[shape.length - 1];
        double[] stored = new double[values.length];
        for (int start = 0; start < values.length; start += rows * columns) {
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    stored[start + c * rows + r] = values[start + r * columns + c];
                }
            }
        }
        return stored;
    }
}
