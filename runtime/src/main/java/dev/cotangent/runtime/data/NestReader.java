package dev.cotangent.runtime.data;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Flattens a Java number, or a rectangular nest of Java arrays of int or double. */
final class NestReader {

    private final String name;
    private final int[] extents;
    private final double[] values;
    private int size;
    private boolean integers;

    /** Reads {@code nest}: an Integer, a Double, or arrays of int or double of any depth. */
    NestReader(String name, Object nest) {
        this.name = name;
        this.extents = extents(nest);
        this.values = new double[Arrays.stream(extents).reduce(1, Math::multiplyExact)];
        append(nest, 0);
    }

    double[] values() {
        return values;
    }

    int[] extents() {
        return extents;
    }

    boolean hasReals() {
        return !integers && values.length > 0;
    }

    /** Sizes along the first elements; a nest without elements stops at its first zero. */
    private static int[] extents(Object nest) {
        int[] sizes = {};
        Object inner = nest;
        while (inner.getClass().isArray()) {
            int length = Array.getLength(inner);
            sizes = Arrays.copyOf(sizes, sizes.length + 1);
            sizes[sizes.length - 1] = length;
            if (length == 0 || !(inner instanceof Object[] nested)) {
                break;
            }
            inner = nested[0];
        }
        return sizes;
    }

    private void append(Object nest, int depth) {
        if (nest instanceof Number number) {
            integers = number instanceof Integer;
            values[size++] = number.doubleValue();
            return;
        }
        if (depth >= extents.length || Array.getLength(nest) != extents[depth]) {
            throw new IllegalArgumentException("array '" + name + "' has rows of different lengths");
        }
        if (nest instanceof Object[] nested) {
            for (Object inner : nested) {
                append(inner, depth + 1);
            }
        } else if (nest instanceof double[] reals) {
            System.arraycopy(reals, 0, values, size, reals.length);
            size += reals.length;
        } else {
            integers = true;
            for (int value : (int[]) nest) {
                values[size++] = value;
            }
        }
    }
}
