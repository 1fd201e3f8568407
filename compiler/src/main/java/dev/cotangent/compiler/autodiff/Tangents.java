package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tangents of variables: a local or a buffer of its own in each direction. */
final class Tangents {

    private final int directions;
    private final Names names;
    private final Map<Local, List<Local>> locals = new HashMap<>();
    private final Map<Buffer, List<Buffer>> buffers = new HashMap<>();

    Tangents(int directions, Names names) {
        this.directions = directions;
        this.names = names;
    }

    int directions() {
        return directions;
    }

    Names names() {
        return names;
    }

    Local of(Local primal, int direction) {
        return all(primal).get(direction);
    }

    Buffer of(Buffer primal, int direction) {
        return all(primal).get(direction);
    }

    List<Local> all(Local primal) {
        return locals.computeIfAbsent(primal, local -> {
            List<Local> tangents = new ArrayList<>();
            for (int d = 0; d < directions; d++) {
                tangents.add(new Local(names.fresh(name(local.name(), d)), ScalarType.REAL, local.storage()));
            }
            return tangents;
        });
    }

    List<Buffer> all(Buffer primal) {
        return buffers.computeIfAbsent(primal, buffer -> {
            List<Buffer> tangents = new ArrayList<>();
            for (int d = 0; d < directions; d++) {
                tangents.add(new Buffer(names.fresh(name(buffer.name(), d)), ScalarType.REAL, buffer.storage()));
            }
            return tangents;
        });
    }

    /** Gives a buffer's tangents a place. */
    void place(Buffer primal, List<Buffer> tangents) {
        buffers.put(primal, List.copyOf(tangents));
    }

    private static String name(String primal, int direction) {
        return primal + "_d" + (direction + 1);
    }
}
