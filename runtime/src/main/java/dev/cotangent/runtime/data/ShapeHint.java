package dev.cotangent.runtime.data;

import java.util.Arrays;

/** Says what is probably wrong where a value has another shape than declared. */
final class ShapeHint {

    private ShapeHint() {}

    /** A hint, or empty if there is nothing useful to say. */
    static String of(String name, NumberArray value, Declared declared) {
        int[] found = value.extents();
        int[] shape = declared.shape();
        if (found.length == 0 && shape.length == 1 && shape[0] == 1) {
            return "an array of one element is written in brackets: [" + text(value) + "]";
        }
        if (shape.length == 0 && value.values().length == 1) {
            return "a single number is written without brackets: " + text(value);
        }
        if (declared.matrix() && Arrays.equals(found, transposed(shape))) {
            return "a matrix is written as a list of its rows";
        }
        if (Arrays.stream(shape).anyMatch(size -> size == 0)) {
            return "'" + name + "' has no elements: write []";
        }
        return "";
    }

    private static String text(NumberArray value) {
        return value.firstReal().map(NumberArray.Real::text).orElseGet(() -> Long.toString((long) value.values()[0]));
    }

    private static int[] transposed(int[] shape) {
        int[] swapped = shape.clone();
        swapped[shape.length - 2] = shape[shape.length - 1];
        swapped[shape.length - 1] = shape[shape.length - 2];
        return swapped;
    }
}
