package dev.cotangent.runtime.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * What a column's name says: {@code pairs.3:2.4} is the component {@code pairs.2}, as data name it, at the indices 3 and 4; the
 * parts of a complex number are the indices 1 and 2 behind all others.
 *
 * @param path name of the variable with the components of tuples
 * @param indices from 1, outermost first
 */
record ElementName(String path, List<Integer> indices) {

    static ElementName of(String column) {
        String[] steps = column.split(":");
        StringBuilder path = new StringBuilder();
        List<Integer> indices = new ArrayList<>();
        for (int k = 0; k < steps.length; k++) {
            String[] parts = steps[k].split("\\.");
            path.append(k == 0 ? "" : ".").append(parts[0]);
            for (int i = 1; i < parts.length; i++) {
                indices.add(index(parts[i]));
            }
        }
        return new ElementName(path.toString(), indices);
    }

    private static int index(String part) {
        return switch (part) {
            case "real" -> 1;
            case "imag" -> 2;
            default -> Integer.parseInt(part);
        };
    }

    /** The variable, without components. */
    String variable() {
        return path.split("\\.", 2)[0];
    }
}
