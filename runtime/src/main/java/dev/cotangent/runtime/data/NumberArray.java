package dev.cotangent.runtime.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A number or a rectangular nest of numbers, outermost dimension first.
 *
 * @param at position, see {@link Entry#at()}
 * @param values the numbers in the order of writing (row-major); never modified
 * @param extents sizes, outermost first; empty for a single number. Nests without numbers stop at their first zero.
 * @param firstReal the first element that is not an integer, if there is one
 */
record NumberArray(String at, double[] values, int[] extents, Optional<Real> firstReal) implements Entry {

    /**
     * An element that is not an integer.
     *
     * @param at position, see {@link Entry#at()}
     * @param index index into {@link #values}
     * @param text as written
     */
    record Real(String at, int index, String text) {}

    /** True if the value fits a declared shape; one {@code []} stands for every shape without elements. */
    boolean fits(int[] shape) {
        if (Arrays.stream(shape).noneMatch(size -> size == 0)) {
            return Arrays.equals(extents, shape);
        }
        boolean bare = extents.length == 1 && extents[0] == 0;
        return bare || startsEmpty(shape);
    }

    private boolean startsEmpty(int[] shape) {
        int n = extents.length;
        return n > 0 && n <= shape.length && extents[n - 1] == 0 && Arrays.equals(extents, Arrays.copyOf(shape, n));
    }

    /** What the value is, as a phrase: {@code array of 2 x 3 numbers}. */
    String description() {
        if (extents.length == 0) {
            return firstReal.map(real -> "real " + real.text()).orElseGet(() -> "int " + (long) values[0]);
        }
        if (values.length == 0) {
            return "empty array" + (extents.length == 1 ? "" : " of " + sizes());
        }
        return "array of " + sizes() + (values.length == 1 ? " number" : " numbers");
    }

    private String sizes() {
        return Arrays.stream(extents).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }

    /** Name of one element in the language's notation: {@code y[2,1]}. */
    String elementName(String name, int index) {
        if (extents.length == 0) {
            return name;
        }
        int[] subscripts = new int[extents.length];
        int rest = index;
        for (int d = extents.length - 1; d >= 0; d--) {
            subscripts[d] = rest % extents[d] + 1;
            rest /= extents[d];
        }
        return name + Arrays.stream(subscripts).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
