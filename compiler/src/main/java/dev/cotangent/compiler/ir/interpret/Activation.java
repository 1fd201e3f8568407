package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.runtime.model.DataSource;
import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/** One running procedure: its locals and its arguments. */
final class Activation {

    private final Interpreter interpreter;
    private final World world;
    private final Tapes tapes;
    private final int depth;
    private final Map<Local, Double> locals = new HashMap<>();
    private final Map<Buffer, Object> arguments = new HashMap<>();

    Activation(Interpreter interpreter, World world, Tapes tapes, int depth) {
        this.interpreter = interpreter;
        this.world = world;
        this.tapes = tapes;
        this.depth = depth;
    }

    double[] run(Procedure procedure, double[] scalars, List<Object> arrays) {
        for (int i = 0; i < scalars.length; i++) {
            locals.put(procedure.scalars().get(i), scalars[i]);
        }
        for (int i = 0; i < arrays.size(); i++) {
            arguments.put(procedure.buffers().get(i), arrays.get(i));
        }
        Map<Buffer, Object> outer = new HashMap<>();
        for (Buffer buffer : interpreter.graph().buffersPerActivation(procedure)) {
            outer.put(buffer, interpreter.swap(buffer));
        }
        procedure.body().forEach(new Execution(this)::visit);
        outer.forEach(this::restore);
        return procedure.results().stream().mapToDouble(this::get).toArray();
    }

    private void restore(Buffer buffer, Object array) {
        if (array == null) {
            interpreter.release(buffer);
        } else {
            interpreter.setArray(buffer, array);
        }
    }

    /** The activation of a procedure that this one invokes. */
    Activation next() {
        return new Activation(interpreter, world, tapes, depth + 1);
    }

    int depth() {
        return depth;
    }

    double get(Local local) {
        if (local.storage() == Storage.DATA) {
            return interpreter.data(local);
        }
        Double value = locals.get(local);
        if (value == null) {
            throw new CompilerBug("local " + local + " is read before it is assigned");
        }
        return value;
    }

    void set(Local local, double value) {
        if (local.storage() == Storage.DATA) {
            interpreter.setData(local, value);
        } else {
            locals.put(local, value);
        }
    }

    Object array(Buffer buffer) {
        Object argument = arguments.get(buffer);
        return argument != null ? argument : interpreter.array(buffer);
    }

    void setArray(Buffer buffer, Object array) {
        interpreter.setArray(buffer, array);
    }

    void store(Buffer buffer, int index, double value) {
        Object array = array(buffer);
        if (index < 0 || index >= Array.getLength(array)) {
            throw new CompilerBug("store to " + index + " of buffer " + buffer + " of size " + Array.getLength(array));
        }
        if (buffer.element() == ScalarType.INT) {
            ((int[]) array)[index] = (int) value;
        } else {
            ((double[]) array)[index] = value;
        }
    }

    Primitives primitives() {
        return interpreter.primitives();
    }

    Tapes tapes() {
        return tapes;
    }

    DataSource source() {
        return world.data().orElseThrow(() -> new CompilerBug("data are read where there are none"));
    }

    UniformRandomProvider random() {
        return world.random().orElseThrow(() -> new CompilerBug("a draw where there is no randomness"));
    }

    Consumer<String> printer() {
        return world.printer();
    }
}
