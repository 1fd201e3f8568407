package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.compiler.ir.ScalarType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** The two tapes of a run. */
final class Tapes {

    private final Map<ScalarType, Deque<Double>> tapes = new EnumMap<>(ScalarType.class);

    Tapes() {
        for (ScalarType type : ScalarType.values()) {
            tapes.put(type, new ArrayDeque<>());
        }
    }

    void push(ScalarType type, double value) {
        tapes.get(type).push(value);
    }

    double pop(ScalarType type) {
        return tapes.get(type).pop();
    }
}
