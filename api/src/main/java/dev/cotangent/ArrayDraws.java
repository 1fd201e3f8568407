package dev.cotangent;

import dev.cotangent.runtime.model.Layout;
import java.util.List;

/** The draws of the elements of a variable. Immutable. Indices are Java's, from 0. */
public final class ArrayDraws {

    private final Layout.Variable variable;
    private final List<ScalarDraws> elements;
    private final int size;

    ArrayDraws(Layout.Variable variable, List<ScalarDraws> elements, int size) {
        this.variable = variable;
        this.elements = List.copyOf(elements);
        this.size = size;
    }

    /** Name of the variable. */
    public String name() {
        return variable.name();
    }

    /** Sizes of the variable, outermost first; complex numbers have a last dimension of two. */
    public int[] shape() {
        int rank = variable.dimensions().size();
        boolean complex = variable.element() == Layout.Element.COMPLEX;
        int[] shape = new int[complex ? rank + 1 : rank];
        for (int d = 0; d < rank; d++) {
            shape[d] = variable.dimensions().get(d);
        }
        if (complex) {
            shape[rank] = 2;
        }
        return shape;
    }

    /** Number of draws of all chains. */
    public int size() {
        return size;
    }

    /**
     * The draws of one element.
     *
     * @param indices from 0, one a dimension
     */
    public ScalarDraws element(int... indices) {
        return elements.get(position(indices));
    }

    /**
     * One element of one draw.
     *
     * @param draw from 0, over all chains
     * @param indices from 0, one a dimension
     */
    public double get(int draw, int... indices) {
        return elements.get(position(indices)).get(draw);
    }

    /** All elements of one draw, the first index fastest; a fresh array. */
    public double[] draw(int draw) {
        double[] values = new double[elements.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = elements.get(k).get(draw);
        }
        return values;
    }

    /** Means of all elements, the first index fastest. */
    public double[] means() {
        return elements.stream().mapToDouble(ScalarDraws::mean).toArray();
    }

    private int position(int... indices) {
        int[] shape = shape();
        if (indices.length != shape.length) {
            throw new IllegalArgumentException(
                    "`" + name() + "` has " + shape.length + " dimensions, not " + indices.length);
        }
        boolean complex = variable.element() == Layout.Element.COMPLEX;
        int position = 0;
        int stride = 1;
        // the two parts of a complex number lie side by side
        for (int k = 0; k < shape.length; k++) {
            int d = complex ? (k + shape.length - 1) % shape.length : k;
            if (indices[d] < 0 || indices[d] >= shape[d]) {
                throw new IndexOutOfBoundsException(
                        "index " + indices[d] + " of dimension " + d + " of `" + name() + "`, of size " + shape[d]);
            }
            position += stride * indices[d];
            stride *= shape[d];
        }
        return position;
    }
}
