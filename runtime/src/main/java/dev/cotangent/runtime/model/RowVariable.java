package dev.cotangent.runtime.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A variable of the data block that has values for every row of a plate.
 *
 * @param name its name in the model
 * @param integer true if its elements are integers
 * @param dimensions its sizes without that of the plate, outermost first: empty for {@code vector[N] y}, [K] for {@code
 *     matrix[N, K] x}
 * @param matrix true if the last two of these are the rows and columns of a matrix, which lies column-major
 */
public record RowVariable(String name, boolean integer, List<Integer> dimensions, boolean matrix) {

    public RowVariable {
        dimensions = List.copyOf(dimensions);
    }

    /** Number of values a row. */
    public int width() {
        int width = 1;
        for (int dimension : dimensions) {
            width = Math.multiplyExact(width, dimension);
        }
        return width;
    }

    /**
     * Names of the values of a row, as the header of a row file has them: {@code y}, or {@code x.1, x.2, ...}. Their order is
     * that of values in storage, as in {@link DataSource}: the last index is the fastest, but for matrices, which lie by
     * columns.
     */
    public List<String> columnNames() {
        List<String> names = List.of("");
        int count = dimensions.size();
        int arrays = matrix ? count - 2 : count;
        for (int d = 0; d < arrays; d++) {
            names = extended(names, dimensions.get(d));
        }
        if (matrix) {
            List<String> matrices = new ArrayList<>();
            for (String array : names) {
                for (int column = 1; column <= dimensions.get(count - 1); column++) {
                    for (int row = 1; row <= dimensions.get(count - 2); row++) {
                        matrices.add(array + "." + row + "." + column);
                    }
                }
            }
            names = matrices;
        }
        return names.stream().map(indices -> name + indices).toList();
    }

    private static List<String> extended(List<String> names, int size) {
        List<String> result = new ArrayList<>();
        for (String outer : names) {
            for (int i = 1; i <= size; i++) {
                result.add(outer + "." + i);
            }
        }
        return result;
    }
}
