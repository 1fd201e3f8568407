package dev.cotangent.bench.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Data in the format that R's {@code dump} writes and that Stan 2.21 reads: first index fastest. */
final class RDump {

    private final List<Integer> extents = new ArrayList<>();
    private final List<Number> values = new ArrayList<>();

    private RDump() {}

    /** One assignment a variable; what is neither a number nor a list of numbers is left out. */
    static String of(Map<String, Object> data) {
        StringBuilder out = new StringBuilder();
        data.forEach((name, value) -> {
            if (value instanceof Number || value instanceof List) {
                out.append('"')
                        .append(name)
                        .append("\" <- ")
                        .append(value(value))
                        .append('\n');
            }
        });
        return out.toString();
    }

    private static String value(Object value) {
        if (value instanceof Number number) {
            return text(number);
        }
        RDump dump = new RDump();
        for (Object x = value; x instanceof List<?> list; x = list.isEmpty() ? 0 : list.get(0)) {
            dump.extents.add(list.size());
        }
        dump.collect(value, new ArrayList<>(), dump.extents.size() - 1);
        String elements = dump.values.isEmpty() ? "integer(0)" : "c(" + join(dump.values) + ")";
        return dump.extents.size() == 1
                ? elements
                : "structure(" + elements + ", .Dim = c(" + join(dump.extents) + "))";
    }

    /** Adds all elements, the index of the outermost level running fastest. */
    private void collect(Object tree, List<Integer> innerIndices, int level) {
        if (level < 0) {
            values.add((Number) element(tree, innerIndices));
            return;
        }
        for (int k = 0; k < extents.get(level); k++) {
            innerIndices.add(0, k);
            collect(tree, innerIndices, level - 1);
            innerIndices.remove(0);
        }
    }

    private static Object element(Object tree, List<Integer> indices) {
        Object result = tree;
        for (int index : indices) {
            result = ((List<?>) result).get(index);
        }
        return result;
    }

    private static String join(List<? extends Number> numbers) {
        return String.join(", ", numbers.stream().map(RDump::text).toList());
    }

    private static String text(Number number) {
        return number instanceof Long || number instanceof Integer
                ? number.toString()
                : number.toString().replace("Infinity", "Inf");
    }
}
