package dev.cotangent.compiler.ir.interpret;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs procedures by walking their trees: the reference that generated code is compared with. One object is one
 * evaluator: it keeps the data and the scratch between runs, and belongs to one thread.
 *
 * <p>It is strict where generated code is not: a read of a local that was not assigned, or of an element beyond what was
 * allocated, is a {@link CompilerBug}; elements of a buffer allocated without a fill are NaN or the smallest integer.
 */
public final class Interpreter {

    private final CallGraph graph;
    private final Primitives primitives = new Primitives();
    private final Map<Local, Double> data = new HashMap<>();
    private final Map<Buffer, Object> buffers = new HashMap<>();

    /**
     * Creates an interpreter with no data.
     *
     * @param roots every procedure that will be run
     */
    public Interpreter(List<Procedure> roots) {
        graph = new CallGraph(roots);
    }

    /**
     * Runs a procedure.
     *
     * @param scalars values of its scalar parameters, integers exact
     * @param arrays its buffer parameters, {@code double[]} or {@code int[]}
     * @param world what it may read and print
     * @return values of its results
     * @throws dev.cotangent.runtime.model.ModelFailure if a check fails
     */
    public double[] run(Procedure procedure, double[] scalars, List<Object> arrays, World world) {
        Tapes tapes = new Tapes();
        return new Activation(this, world, tapes, 0).run(procedure, scalars, arrays);
    }

    /** Runs a procedure of a position that needs nothing else and returns its one result. */
    public double run(Procedure procedure, double[]... arrays) {
        return run(procedure, new double[0], List.of((Object[]) arrays), World.NONE)[0];
    }

    /** Value of a data scalar; integers exactly. */
    public double data(Local local) {
        Double value = data.get(local);
        if (value == null) {
            throw new CompilerBug("data local " + local + " is read before it is assigned");
        }
        return value;
    }

    public void setData(Local local, double value) {
        data.put(local, value);
    }

    /** The array of a buffer, {@code double[]} or {@code int[]}. */
    public Object array(Buffer buffer) {
        Object array = buffers.get(buffer);
        if (array == null) {
            throw new CompilerBug("buffer " + buffer + " is used before it is allocated");
        }
        return array;
    }

    /** Gives a buffer an array, {@code double[]} or {@code int[]}. */
    public void setArray(Buffer buffer, Object array) {
        if (!(buffer.element() == ScalarType.INT ? array instanceof int[] : array instanceof double[])) {
            throw new IllegalArgumentException("array of " + buffer + " is a " + array.getClass());
        }
        buffers.put(buffer, array);
    }

    void release(Buffer buffer) {
        buffers.remove(buffer);
    }

    /** The array of a buffer, or null if it has none. */
    Object swap(Buffer buffer) {
        return buffers.remove(buffer);
    }

    CallGraph graph() {
        return graph;
    }

    Primitives primitives() {
        return primitives;
    }
}
