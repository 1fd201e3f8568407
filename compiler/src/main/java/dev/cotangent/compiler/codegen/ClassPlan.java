package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Footprint;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.pass.ProcedureCopies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes a method, what a field, and what a local variable of Java. */
final class ClassPlan {

    private final CodeTarget code;
    private final List<Procedure> roots;
    private final Map<Procedure, Family> families = new LinkedHashMap<>();
    private final Map<Procedure, Footprint> footprints = new LinkedHashMap<>();
    private final Map<Procedure, Set<Buffer>> replaced = new LinkedHashMap<>();
    private final Set<Local> fieldLocals = new LinkedHashSet<>();
    private final Set<Buffer> fieldBuffers = new LinkedHashSet<>();
    private final Set<Buffer> storedBuffers = new LinkedHashSet<>();

    /**
     * Plans a class.
     *
     * @param code what class is made
     * @param roots the procedures that are called from outside; they are not changed
     * @param target bytes of code that a method aims at
     */
    ClassPlan(CodeTarget code, List<Procedure> roots, Names names, int target) {
        this.code = code;
        this.roots = ProcedureCopies.of(roots, names);
        CallGraph graph = new CallGraph(this.roots);
        for (Procedure head : graph.procedures()) {
            Outlining outlining = new Outlining(head, names, target);
            // asked before the body changes: parts are not callers
            boolean recursive = graph.isRecursive(head);
            Set<Buffer> own = graph.buffersPerActivation(head);
            head.setBody(outlining.fit(head.body()));
            add(new Family(head, outlining.parts(), recursive, own));
        }
    }

    private void add(Family family) {
        for (Procedure member : family.members()) {
            Footprint footprint = Footprint.of(member);
            families.put(member, family);
            footprints.put(member, footprint);
            footprint.locals().stream().filter(l -> l.storage() == Storage.DATA).forEach(fieldLocals::add);
            footprint.buffers().stream()
                    .filter(b -> family.isSplit() || !isLocal(b, family))
                    .forEach(fieldBuffers::add);
            storedBuffers.addAll(footprint.stores());
        }
        fieldLocals.addAll(family.sharedLocals());
    }

    /** True if a buffer's array is a variable of Java in the one method of an unsplit procedure. */
    private static boolean isLocal(Buffer buffer, Family family) {
        return buffer.storage() == Storage.ARGUMENT || family.ownBuffers().contains(buffer);
    }

    String className() {
        return code.className();
    }

    /** True if code counts its steps and memory. */
    boolean counts() {
        return code.counts();
    }

    /** What takes the place of the procedures that are called from outside, in their order. */
    List<Procedure> roots() {
        return roots;
    }

    /** All procedures that become methods, parts included. */
    Set<Procedure> procedures() {
        return families.keySet();
    }

    /** What a procedure's own method touches, without what it invokes. */
    Footprint footprint(Procedure procedure) {
        return footprints.get(procedure);
    }

    /** The procedure that a procedure is a part of, and its other parts. */
    Family family(Procedure procedure) {
        return families.get(procedure);
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

    /** True if elements of a buffer are written one by one, and so its array must not be shared. */
    boolean isStored(Buffer buffer) {
        return storedBuffers.contains(buffer);
    }

    /** Buffers that invoking a procedure may replace. */
    Set<Buffer> replacedBy(Procedure procedure) {
        Set<Buffer> known = replaced.get(procedure);
        if (known == null) {
            known = new LinkedHashSet<>();
            for (Procedure reached : reachedFrom(procedure)) {
                known.addAll(footprint(reached).allocations());
            }
            replaced.put(procedure, known);
        }
        return known;
    }

    /** Locals that invoking a procedure, a part of the caller's family, may assign. */
    Set<Local> assignedBy(Procedure part) {
        Set<Local> assigned = new LinkedHashSet<>();
        for (Procedure reached : reachedFrom(part)) {
            if (families.get(reached) == families.get(part)) {
                assigned.addAll(footprint(reached).writes());
            }
        }
        return assigned;
    }

    private Set<Procedure> reachedFrom(Procedure procedure) {
        Set<Procedure> reached = new LinkedHashSet<>(Set.of(procedure));
        List<Procedure> pending = new ArrayList<>(List.of(procedure));
        while (!pending.isEmpty()) {
            Procedure next = pending.remove(pending.size() - 1);
            for (Procedure callee : footprint(next).calls()) {
                if (reached.add(callee)) {
                    pending.add(callee);
                }
            }
        }
        return reached;
    }

    /** Name of the method of a procedure that others invoke: no method of the base class has it. */
    static String methodName(Procedure procedure) {
        return procedure.name() + "$";
    }

    /** Name of the field by which a procedure returns a result: its local may be overwritten by calls. */
    static String resultField(Procedure procedure, int result) {
        return procedure.name() + "$" + result;
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
