package dev.cotangent.runtime.model;

import java.util.Set;

/**
 * Named values that a model reads: its data, or initial values of its parameters.
 *
 * <p>Arrays are returned flat in storage order: arrays of arrays row-major; vectors contiguous; matrices column-major
 * within the enclosing array. {@code shape} is the declared shape, outermost first; if {@code matrix} is true, its
 * last two entries are the rows and columns of a matrix. Every method throws {@link DataException} if the value is
 * missing, of another type (an integer is accepted as a real), or of another shape.
 */
public interface DataSource {

    /** Names that somebody gave, so that one of them may be misspelt; none if the values come from elsewhere. */
    default Set<String> names() {
        return Set.of();
    }

    /** True if there is a value of this name. */
    boolean has(String name);

    int integer(String name);

    double real(String name);

    /** A fresh array, or one that nobody modifies: callers may keep it but must not write to it. */
    int[] integers(String name, int[] shape);

    /** A fresh array, or one that nobody modifies: callers may keep it but must not write to it. */
    double[] reals(String name, int[] shape, boolean matrix);
}
