package dev.cotangent;

import dev.cotangent.runtime.data.MapData;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Turns what Java programs hold values in into nests of int or double. */
final class ObjectValues {

    private ObjectValues() {}

    static Object read(RecordComponent component, Record values) {
        Method accessor = component.getAccessor();
        if (!accessor.canAccess(values) && !accessor.trySetAccessible()) {
            throw new IllegalArgumentException("the record " + values.getClass().getName()
                    + " can't be read: make it public, or open its package to the module of cotangent-api");
        }
        try {
            return accessor.invoke(values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("the component `" + component.getName() + "` can't be read", e);
        }
    }

    static void put(MapData.Builder builder, String name, Object value) {
        builder.putNest(name, hasReals(name, value) ? reals(name, value) : integers(name, value));
    }

    private static boolean isContainer(Object value) {
        return value instanceof List<?> || value != null && value.getClass().isArray();
    }

    private static List<Object> elements(Object container) {
        if (container instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        List<Object> elements = new ArrayList<>();
        for (int k = 0; k < Array.getLength(container); k++) {
            elements.add(Array.get(container, k));
        }
        return elements;
    }

    private static boolean hasReals(String name, Object value) {
        if (value instanceof double[] || value instanceof float[]) {
            return true;
        }
        if (isContainer(value)) {
            // all are looked at, so that what is no number is found
            boolean real = false;
            for (Object element : elements(value)) {
                real |= hasReals(name, element);
            }
            return real;
        }
        if (value instanceof Double || value instanceof Float) {
            return true;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return false;
        }
        throw new IllegalArgumentException("variable '" + name + "' is "
                + (value == null ? "null" : "of " + value.getClass().getName())
                + ", but values are numbers, or arrays or lists of numbers");
    }

    private static Object reals(String name, Object value) {
        if (value instanceof double[] array) {
            return array;
        }
        if (!isContainer(value)) {
            return ((Number) value).doubleValue();
        }
        List<Object> elements = elements(value);
        if (elements.stream().anyMatch(ObjectValues::isContainer)) {
            return elements.stream().map(element -> reals(name, element)).toArray();
        }
        return elements.stream().mapToDouble(e -> ((Number) e).doubleValue()).toArray();
    }

    private static Object integers(String name, Object value) {
        if (value instanceof int[] array) {
            return array;
        }
        if (!isContainer(value)) {
            return integer(name, (Number) value);
        }
        List<Object> elements = elements(value);
        if (elements.stream().anyMatch(ObjectValues::isContainer)) {
            return elements.stream().map(element -> integers(name, element)).toArray();
        }
        return elements.stream().mapToInt(e -> integer(name, (Number) e)).toArray();
    }

    private static int integer(String name, Number value) {
        long exact = value.longValue();
        if (exact != (int) exact) {
            throw new IllegalArgumentException("variable '" + name + "' has the integer " + exact
                    + ", but integers lie between -2147483648 and 2147483647");
        }
        return (int) exact;
    }
}
