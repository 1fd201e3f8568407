package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;

/** Where locals and buffers are within one method, and the instructions that reach them. */
final class MethodScope {

    /** With more buffers than this, loading them all at the start costs more than it saves. */
    private static final int MOST_HOISTED = 100;

    private final ClassPlan plan;
    private final MethodVisitor code;
    private final Map<Local, Integer> slots = new HashMap<>();
    /** Slots that hold the value of a field as well. */
    private final Map<Local, Integer> copies = new LinkedHashMap<>();

    private final Map<Buffer, Integer> arraySlots = new HashMap<>();
    /** Buffers of this activation alone, though procedures derived from this one may have them in fields. */
    private final Set<Buffer> ownArrays = new HashSet<>();

    private int next = 1;

    MethodScope(ClassPlan plan, MethodVisitor code) {
        this.plan = plan;
        this.code = code;
    }

    ClassPlan plan() {
        return plan;
    }

    /** A fresh slot for a value of a type. */
    int slot(ScalarType type) {
        int slot = next;
        next += type == ScalarType.INT ? 1 : 2;
        return slot;
    }

    /** A fresh slot for an array. */
    int arraySlot() {
        return next++;
    }

    private int slot(Local local) {
        Integer known = slots.get(local);
        if (known == null) {
            known = slot(local.type());
            slots.put(local, known);
        }
        return known;
    }

    /** Gives the next slot to a parameter, whose value goes to its field if it has one. */
    void parameter(Local local) {
        slot(local);
    }

    /** Copies a parameter to its field if it has one. */
    void publish(Local parameter) {
        if (plan.isField(parameter)) {
            code.visitVarInsn(ALOAD, 0);
            loadSlot(parameter, slot(parameter));
            code.visitFieldInsn(PUTFIELD, plan.className(), parameter.name(), ClassPlan.descriptor(parameter));
        }
    }

    void parameterArray(Buffer buffer) {
        arraySlots.put(buffer, arraySlot());
    }

    /** Copies an array that is a parameter to its field if it has one. */
    void publish(Buffer parameter) {
        if (plan.fieldBuffers().contains(parameter)) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, arraySlots.get(parameter));
            code.visitFieldInsn(PUTFIELD, plan.className(), parameter.name(), ClassPlan.descriptor(parameter));
        }
    }

    /** Makes the arrays of a procedure's buffers reachable. */
    void hoist(Procedure procedure) {
        if (!plan.family(procedure).isSplit()) {
            plan.family(procedure).ownBuffers().forEach(this::ownArray);
        }
        Set<Buffer> buffers = plan.footprint(procedure).buffers();
        if (buffers.size() > MOST_HOISTED) {
            return;
        }
        for (Buffer buffer : buffers) {
            if (!arraySlots.containsKey(buffer)) {
                arraySlots.put(buffer, arraySlot());
                reload(buffer);
            }
        }
    }

    private void ownArray(Buffer own) {
        int slot = arraySlot();
        arraySlots.put(own, slot);
        ownArrays.add(own);
        code.visitInsn(ACONST_NULL);
        code.visitTypeInsn(CHECKCAST, ClassPlan.descriptor(own));
        code.visitVarInsn(ASTORE, slot);
    }

    /** Keeps the value of a local that is a field in a slot as well. */
    void copy(Local local) {
        copies.put(local, slot(local.type()));
        reload(local);
    }

    /** Loads the copy of a field anew, after something may have assigned it. */
    void reload(Local local) {
        Integer slot = copies.get(local);
        if (slot != null) {
            loadField(local.name(), ClassPlan.descriptor(local));
            code.visitVarInsn(local.type() == ScalarType.INT ? ISTORE : DSTORE, slot);
        }
    }

    /** Loads a buffer's array anew, after something may have replaced it. */
    void reload(Buffer buffer) {
        Integer slot = arraySlots.get(buffer);
        if (slot != null && isField(buffer)) {
            loadField(buffer.name(), ClassPlan.descriptor(buffer));
            code.visitVarInsn(ASTORE, slot);
        }
    }

    private boolean isField(Buffer buffer) {
        return plan.fieldBuffers().contains(buffer) && !ownArrays.contains(buffer);
    }

    void loadArray(Buffer buffer) {
        Integer slot = arraySlots.get(buffer);
        if (slot != null) {
            code.visitVarInsn(ALOAD, slot);
        } else {
            loadField(buffer.name(), ClassPlan.descriptor(buffer));
        }
    }

    /** Replaces a buffer's array by the one on the stack. */
    void storeArray(Buffer buffer) {
        Integer slot = arraySlots.get(buffer);
        if (slot != null) {
            code.visitVarInsn(ASTORE, slot);
        }
        if (isField(buffer)) {
            if (slot == null) {
                code.visitVarInsn(ALOAD, 0);
                code.visitInsn(SWAP);
            } else {
                code.visitVarInsn(ALOAD, 0);
                code.visitVarInsn(ALOAD, slot);
            }
            code.visitFieldInsn(PUTFIELD, plan.className(), buffer.name(), ClassPlan.descriptor(buffer));
        }
    }

    void load(Local local) {
        if (copies.containsKey(local)) {
            loadSlot(local, copies.get(local));
        } else if (plan.isField(local)) {
            loadField(local.name(), ClassPlan.descriptor(local));
        } else {
            loadSlot(local, slot(local));
        }
    }

    private void loadSlot(Local local, int slot) {
        code.visitVarInsn(local.type() == ScalarType.INT ? ILOAD : DLOAD, slot);
    }

    /** Stores what {@code value} pushes. */
    void store(Local local, Runnable value) {
        int opcode = local.type() == ScalarType.INT ? ISTORE : DSTORE;
        if (!plan.isField(local)) {
            value.run();
            code.visitVarInsn(opcode, slot(local));
            return;
        }
        Integer copy = copies.get(local);
        if (copy != null) {
            value.run();
            code.visitVarInsn(opcode, copy);
        }
        code.visitVarInsn(ALOAD, 0);
        if (copy != null) {
            loadSlot(local, copy);
        } else {
            value.run();
        }
        code.visitFieldInsn(PUTFIELD, plan.className(), local.name(), ClassPlan.descriptor(local));
    }

    /** Gives a local a value that the verifier can see. */
    void initialise(Local local) {
        if (!plan.isField(local) && !slots.containsKey(local)) {
            store(local, () -> code.visitInsn(local.type() == ScalarType.INT ? ICONST_0 : DCONST_0));
        }
    }

    void loadField(String name, String descriptor) {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, plan.className(), name, descriptor);
    }
}
