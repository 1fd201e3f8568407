package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Storage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes a field and what a local variable of Java. */
final class ClassPlan {

    private final String className;
    private final CallGraph graph;
    private final Set<Local> fieldLocals = new LinkedHashSet<>();
    private final Set<Buffer> fieldBuffers = new LinkedHashSet<>();
    private final Map<Procedure, Set<Buffer>> ownBuffers = new LinkedHashMap<>();

    /**
     * Plans a class.
     *
     * @param className internal name
     * @param roots the procedures that are called from outside
     */
    ClassPlan(String className, List<Procedure> roots) {
        this.className = className;
        this.graph = new CallGraph(roots);
        planLocals(roots);
        planBuffers();
    }

    /** A scratch local is a field if methods of one root share it; different roots never run at the same time. */
    private void planLocals(List<Procedure> roots) {
        for (Procedure root : roots) {
            Map<Local, Procedure> users = new LinkedHashMap<>();
            for (Procedure procedure : new CallGraph(List.of(root)).procedures()) {
                for (Local local : graph.footprint(procedure).locals()) {
                    Procedure other = users.putIfAbsent(local, procedure);
                    boolean shared = other != null && other != procedure && local.storage() == Storage.WORK;
                    if (shared || local.storage() == Storage.DATA) {
                        fieldLocals.add(local);
                    }
                }
                if (procedure != root) {
                    fieldLocals.addAll(procedure.results());
                }
            }
        }
    }

    private void planBuffers() {
        for (Procedure procedure : graph.procedures()) {
            Set<Buffer> own = graph.buffersPerActivation(procedure);
            ownBuffers.put(procedure, own);
            for (Buffer buffer : graph.footprint(procedure).buffers()) {
                if (!own.contains(buffer)) {
                    fieldBuffers.add(buffer);
                }
            }
        }
    }

    String className() {
        return className;
    }

    CallGraph graph() {
        return graph;
    }

    Set<Local> fieldLocals() {
        return fieldLocals;
    }

    Set<Buffer> fieldBuffers() {
        return fieldBuffers;
    }

    boolean isField(Local local) {
        return fieldLocals.contains(local);
    }

    /** Buffers that live in local variables of a procedure's method, one array an activation. */
    Set<Buffer> ownBuffers(Procedure procedure) {
        return ownBuffers.get(procedure);
    }

    /** Buffers that invoking a procedure may replace. */
    Set<Buffer> replacedBy(Procedure procedure) {
        Set<Buffer> replaced = new LinkedHashSet<>();
        Set<Procedure> seen = new LinkedHashSet<>();
        collect(procedure, replaced, seen);
        return replaced;
    }

    private void collect(Procedure procedure, Set<Buffer> replaced, Set<Procedure> seen) {
        if (seen.add(procedure)) {
            replaced.addAll(graph.footprint(procedure).allocations());
            graph.footprint(procedure).calls().forEach(c -> collect(c, replaced, seen));
        }
    }

    static String descriptor(ScalarType type) {
        return type == ScalarType.INT ? "I" : "D";
    }

    static String descriptor(Local local) {
        return descriptor(local.type());
    }

    static String descriptor(Buffer buffer) {
        return "[" + descriptor(buffer.element());
    }

    /** Descriptor of the method of a procedure that is invoked by others. */
    static String descriptor(Procedure procedure) {
        StringBuilder text = new StringBuilder("(");
        procedure.scalars().forEach(s -> text.append(descriptor(s)));
        return text.append(")V").toString();
    }
}
