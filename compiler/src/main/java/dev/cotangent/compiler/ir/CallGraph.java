package dev.cotangent.compiler.ir;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who invokes whom among procedures, and which buffers live once per activation of a recursive procedure. */
public final class CallGraph {

    private final Map<Procedure, Footprint> footprints = new LinkedHashMap<>();

    /**
     * Creates the graph of procedures and of all that they reach.
     *
     * @param roots the procedures that are run from outside
     */
    public CallGraph(List<Procedure> roots) {
        roots.forEach(this::add);
    }

    private void add(Procedure procedure) {
        if (!footprints.containsKey(procedure)) {
            Footprint footprint = Footprint.of(procedure);
            footprints.put(procedure, footprint);
            footprint.calls().forEach(this::add);
        }
    }

    /** All procedures, the roots first. */
    public Set<Procedure> procedures() {
        return footprints.keySet();
    }

    public Footprint footprint(Procedure procedure) {
        return footprints.get(procedure);
    }

    /** True if an activation of a procedure can begin while another one is running. */
    public boolean isRecursive(Procedure procedure) {
        return reachedFrom(procedure).contains(procedure);
    }

    /** What a procedure reaches by one call or more. */
    private Set<Procedure> reachedFrom(Procedure procedure) {
        Set<Procedure> reached = new LinkedHashSet<>();
        collect(procedure, reached);
        return reached;
    }

    private void collect(Procedure procedure, Set<Procedure> reached) {
        for (Procedure callee : footprints.get(procedure).calls()) {
            if (reached.add(callee)) {
                collect(callee, reached);
            }
        }
    }

    /**
     * Scratch buffers of which every activation of a recursive procedure has its own: those that it mentions and none of
     * its other callers does. What it shares with a caller is how containers pass between them.
     */
    public Set<Buffer> buffersPerActivation(Procedure procedure) {
        if (!isRecursive(procedure)) {
            return Set.of();
        }
        Set<Buffer> own = footprints.get(procedure).buffers();
        own.removeIf(buffer -> buffer.storage() != Storage.WORK);
        for (Map.Entry<Procedure, Footprint> caller : footprints.entrySet()) {
            if (caller.getKey() != procedure && caller.getValue().calls().contains(procedure)) {
                own.removeAll(caller.getValue().buffers());
            }
        }
        return own;
    }
}
