package dev.cotangent.runtime.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** What the elements of a variable are. */
    public enum Element {
        INTEGER,
        REAL,
        /** Two scalars of output, the real and the imaginary part. */
        COMPLEX
    }

    /**
     * An output variable, or a component of a tuple.
     *
     * @param name name in the model; for a component with its place behind it, as {@code pair:2} or {@code pairs.3:2}
     * @param block declaring block
     * @param element what its elements are
     * @param dimensions sizes, outermost first; empty for a single element
     */
    public record Variable(String name, Block block, Element element, List<Integer> dimensions) {

        public Variable {
            dimensions = List.copyOf(dimensions);
        }

        /** Number of scalars. */
        public int size() {
            int size = element == Element.COMPLEX ? 2 : 1;
            for (int dimension : dimensions) {
                size = Math.multiplyExact(size, dimension);
            }
            return size;
        }

        /** Column names in output order, first index fastest: {@code y.1.1, y.2.1, ...}, {@code z.real, z.imag}. */
        public List<String> columnNames() {
            List<String> elements =
                    names(name, dimensions.stream().mapToInt(d -> d).toArray());
            return element == Element.COMPLEX
                    ? elements.stream()
                            .flatMap(e -> Stream.of(e + ".real", e + ".imag"))
                            .toList()
                    : elements;
        }
    }

    /** Names of the elements of an array, first index fastest. */
    static List<String> names(String name, int[] dimensions) {
        int size = IntStream.of(dimensions).reduce(1, Math::multiplyExact);
        List<String> names = new ArrayList<>(size);
        int[] index = new int[dimensions.length];
        for (int k = 0; k < size; k++) {
            StringBuilder element = new StringBuilder(name);
            for (int i : index) {
                element.append('.').append(i + 1);
            }
            names.add(element.toString());
            for (int d = 0; d < index.length && ++index[d] == dimensions[d]; d++) {
                index[d] = 0;
            }
        }
        return names;
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
