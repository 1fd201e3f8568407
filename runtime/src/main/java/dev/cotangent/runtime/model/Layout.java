package dev.cotangent.runtime.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What a position and a draw of a model consist of.
 *
 * @param dimension number of unconstrained coordinates
 * @param variables output variables: parameters, transformed parameters, generated quantities, in declaration order
 */
public record Layout(int dimension, List<Variable> variables) {

    public Layout {
        variables = List.copyOf(variables);
    }

    /** The block that declares a variable. */
    public enum Block {
        PARAMETERS,
        TRANSFORMED_PARAMETERS,
        GENERATED_QUANTITIES
    }

    /**
     * An output variable.
     *
     * @param name name in the model
     * @param block declaring block
     * @param integer true if its elements are integers
     * @param dimensions sizes, outermost first; empty for a scalar
     */
    public record Variable(String name, Block block, boolean integer, List<Integer> dimensions) {

        public Variable {
            dimensions = List.copyOf(dimensions);
        }

        /** Number of scalars. */
        public int size() {
            int size = 1;
            for (int dimension : dimensions) {
                size = Math.multiplyExact(size, dimension);
            }
            return size;
        }

        /** Column names in output order, first index fastest: {@code y.1.1, y.2.1, ...}. */
        public List<String> columnNames() {
            List<String> names = new ArrayList<>(size());
            int[] index = new int[dimensions.size()];
            for (int k = 0; k < size(); k++) {
                StringBuilder column = new StringBuilder(name);
                for (int i : index) {
                    column.append('.').append(i + 1);
                }
                names.add(column.toString());
                for (int d = 0; d < index.length && ++index[d] == dimensions.get(d); d++) {
                    index[d] = 0;
                }
            }
            return names;
        }
    }

    /** Number of scalars in a draw. */
    public int columnCount() {
        return variables.stream().mapToInt(Variable::size).sum();
    }

    /** Names of the scalars of a draw, in output order. */
    public List<String> columnNames() {
        return variables.stream().flatMap(v -> v.columnNames().stream()).toList();
    }
}
